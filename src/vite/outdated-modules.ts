import { join, resolve } from 'node:path';
import { normalizePath, type ViteDevServer } from 'vite';
import { generatedModules } from './generated-modules.ts';

/** What imports every article in Svelte, and every component of one. */
const importers = [
	'src/lib/content/prerender/render-svx.ts',
	'src/lib/features/article/deferred-islands.ts'
];

/**
 * The modules that an edit of the content makes outdated, in the development server. An article in Markdown is
 * in no module, so an edit of it leaves all but the generated ones as they are.
 */
export class OutdatedModules {
	readonly #server: Pick<ViteDevServer, 'moduleGraph'>;
	readonly #generated: string;
	#files = new Set<string>();

	constructor(server: Pick<ViteDevServer, 'moduleGraph'>, generated: string) {
		this.#server = server;
		this.#generated = generated;
	}

	/**
	 * After an edit. The modules stay as they are until `invalidate`.
	 * @param edited absolute paths
	 * @param articles paths of the articles in Svelte, whose text other files are part of
	 */
	add(edited: ReadonlySet<string>, articles: Iterable<string>) {
		const others = [...edited].filter((path) => !path.endsWith('.md'));
		if (!others.length) return;
		for (const path of [...others, ...articles, ...importers]) this.#files.add(resolve(path));
	}

	/** After a change of what is bundled: the settings of the site, or which articles are in Svelte. */
	addSite() {
		for (const path of [join(this.#generated, 'site.json'), ...importers])
			this.#files.add(resolve(path));
	}

	/** Makes them anew when they are asked for, and what imports them. */
	invalidate() {
		const { moduleGraph } = this.#server;
		for (const path of this.#files) moduleGraph.onFileChange(normalizePath(path));
		this.#files.clear();
		for (const id of generatedModules) {
			const module = moduleGraph.getModuleById(id);
			if (module) moduleGraph.invalidateModule(module);
		}
	}
}
