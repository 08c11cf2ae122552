import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ViteDevServer } from 'vite';
import { ContentCheck, type Checked } from '../lib/content/development/content-check.ts';
import { DevelopmentLibrary } from '../lib/content/development/development-library.ts';
import {
	libraryOptions,
	shareLibrary,
	type CurrentLibrary
} from '../lib/content/library/current.ts';
import { decodePath } from '../lib/core/article/canonical-path.ts';
import { FaultScreen } from './fault-screen.ts';
import { writeSources, type SvelteSources } from './generated-files.ts';
import type { GeneratedFile } from './generated-modules.ts';
import { indexPartsFolder } from './index-parts-plugin.ts';
import { KnownFaults } from './known-faults.ts';
import { OutdatedModules } from './outdated-modules.ts';
import { PageReload } from './page-reload.ts';
import { isForPage, RenderGate } from './render-gate.ts';
import { watchContent } from './watch-content.ts';

/** After an edit of more articles, as by a change of branch, each is rendered when its page is asked for. */
const maxRenderedAfterEdit = 8;

/**
 * The content in the development server. A page waits until the content has been read and its article
 * rendered; the check of everything else and the search index follow in a thread.
 */
export class Development {
	readonly #server: ViteDevServer;
	readonly #generated: string;
	readonly #gate: RenderGate;
	readonly #reload: PageReload;
	readonly #screen: FaultScreen;
	readonly #library = new DevelopmentLibrary(libraryOptions());
	readonly #check: ContentCheck;
	readonly #faults = new KnownFaults();
	/** They stay so while the content has faults. */
	readonly #outdated: OutdatedModules;
	#sources: SvelteSources | undefined;
	#open!: (library: CurrentLibrary) => void;
	/** The cards that `catalogue.json` has, and its writing. */
	#catalogue = { version: -1, written: Promise.resolve() };

	constructor(server: ViteDevServer, generated: string) {
		this.#server = server;
		this.#generated = generated;
		this.#outdated = new OutdatedModules(server, generated);
		this.#check = new ContentCheck(
			{ library: libraryOptions(), generated, parts: indexPartsFolder(generated) },
			{
				checked: (found) => this.#settle(found),
				indexed: (related) => this.#library.setRelated(related),
				failed: ({ stack }) =>
					server.config.logger.error(`The content could not be checked: ${stack}`)
			}
		);
		void shareLibrary(new Promise<CurrentLibrary>((open) => (this.#open = open)));
		// First, so that the page with the faults waits as well.
		this.#gate = new RenderGate(server);
		this.#reload = new PageReload(server);
		server.middlewares.use((request, _response, next) => {
			this.#renderArticle(request).then(() => next(), next);
		});
		this.#screen = new FaultScreen(server);
		// A search waits for the index of what its page shows.
		server.middlewares.use((request, _response, next) => {
			const [, name] = /\/(catalogue|index)\.json$/.exec(request.url ?? '') ?? [];
			if (name) void this.written(name as GeneratedFile).then(() => next());
			else next();
		});
		watchContent(server, resolve(libraryOptions().content), (edits) => {
			this.#check.stop();
			void this.#gate.change(() => this.#try(async () => this.#update(await edits)));
		});
	}

	/** Writes what Vite bundles. Once the server is ready, it reads the content. */
	async start(): Promise<void> {
		this.#sources = await writeSources(this.#generated, await this.#library.sources());
		const { httpServer } = this.#server;
		const ready =
			httpServer && !httpServer.listening
				? new Promise((listening) => httpServer.once('listening', listening))
				: undefined;
		void this.#gate.change(async () => {
			await ready;
			// The server's address is printed first.
			await setImmediate();
			await this.#try(() => this.#read());
		});
	}

	/** The folder that the imports of an article in Svelte are relative to. @param path of its module */
	folderOf(path: string): string | undefined {
		return this.#sources?.get(path);
	}

	/** The source of an article in Svelte; `null` for other modules. */
	async sourceOf(path: string): Promise<string | null> {
		if (!this.#sources?.has(path)) return null;
		const id = path.slice(join(this.#generated, 'svx/').length, -'.svelte'.length);
		return this.#library.sourceOf(id);
	}

	/** Resolves when a file is what the pages that are served now need. */
	async written(name: GeneratedFile): Promise<void> {
		await (name === 'index' ? this.#check.index() : this.#catalogue.written);
	}

	async end(): Promise<void> {
		await this.#check.end();
	}

	async #try(work: () => Promise<void>) {
		try {
			await work();
		} catch (error) {
			this.#screen.show(error as Error);
		}
	}

	/** @param edited absolute paths; absent at first */
	async #read(edited?: ReadonlySet<string>) {
		this.#faults.setRead(await this.#library.read(edited), edited);
		const { current } = this.#library;
		if (current) {
			this.#open(current);
			void shareLibrary(Promise.resolve(current));
		}
		void this.#check.begin();
		const ids = this.#library.articlesOf(edited ?? []);
		if (ids.length <= maxRenderedAfterEdit)
			for (const id of ids) this.#faults.add(await this.#library.faultsOf(id));
		this.#screen.set(this.#faults.all);
		this.#writeCatalogue();
	}

	async #update(edited: ReadonlySet<string>) {
		await this.#read(edited);
		const found = await this.#library.sources();
		if (JSON.stringify(found) !== this.#sources?.text) {
			this.#sources = await writeSources(this.#generated, found);
			this.#outdated.addSite();
		}
		this.#outdated.add(edited, this.#sources.keys());
		if (this.#screen.hasFaults) return;
		this.#outdated.invalidate();
		this.#reload.all();
	}

	/** Renders the article that a page is for or belongs to, so that its faults show instead of it. */
	async #renderArticle(request: IncomingMessage) {
		if (!isForPage(request)) return;
		const path = decodePath((request.url ?? '').slice(libraryOptions().base.length + 1));
		const [id] = /^[^/?#]+\/[^/?#]+/.exec(path) ?? [];
		const faults = id ? await this.#library.faultsOf(id) : [];
		if (!faults.length) return;
		this.#faults.add(faults);
		this.#screen.set(this.#faults.all);
	}

	/** Shows what a check has found, in open pages as well. */
	#settle({ faults, minutes }: Checked) {
		const hadFaults = this.#screen.hasFaults;
		this.#library.learn(minutes);
		this.#faults.set(faults);
		this.#screen.set(this.#faults.all);
		const hasNewCards = this.#writeCatalogue();
		if (!this.#screen.hasFaults && (hadFaults || hasNewCards)) this.#reload.all();
	}

	/** @returns whether it has changed */
	#writeCatalogue(): boolean {
		const { current, cardsVersion: version } = this.#library;
		if (!current || version === this.#catalogue.version) return false;
		const path = join(this.#generated, 'catalogue.json');
		const text = JSON.stringify(current.cards);
		const written = this.#catalogue.written.then(() => writeFile(path, text));
		this.#catalogue = { version, written };
		return true;
	}
}
