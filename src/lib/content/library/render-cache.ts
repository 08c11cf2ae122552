import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readValue, writeValue } from '../cache/cached-value.ts';
import { cacheName, codeVersion, hash } from '../cache/hash.ts';
import { renderMarkdown, type Rendered } from '../markdown/render.ts';
import type { MarkdownFile } from '../markdown/rendering.ts';
import { isFile, slashes } from './paths.ts';
import type { PageFile } from './scan.ts';

interface Entry {
	/** Hashes of the other files that were read, by path; `''` for one that does not exist. */
	inputs: Record<string, string>;
	/** Relative paths that were resolved, with the pages that they led to. */
	paths: Record<string, string | null>;
	rendered: Rendered;
}

export interface Page {
	file: PageFile;
	/** Its text, without front matter. */
	source: string;
}

export interface TimedPage {
	rendered: Rendered;
	ms: number;
}

export interface RenderSettings {
	base: string;
	checkOnly: boolean;
	/** Those that links may lead to. */
	pages: readonly PageFile[];
}

/** Renders pages, and keeps them for as long as their text, files and renderer do not change. */
export class RenderCache {
	readonly settings: RenderSettings;
	/** Pages by the files and folders that they are made of. */
	#pages = new Map<string, string>();
	#version: string;
	/** Entries that were read, by their names in the cache. */
	#lastRead = new Map<string, { key: string; entry: Entry }>();

	constructor(settings: RenderSettings) {
		this.settings = settings;
		for (const { path, folder, page } of settings.pages) {
			this.#pages.set(normal(path), page);
			if (folder) this.#pages.set(normal(folder), page);
		}
		this.#version = codeVersion('src/lib/content', 'src/lib/core/article');
	}

	/** From the cache; `null` if it is not there, or something that it is made from has changed. */
	find({ file, source }: Page): Rendered | null {
		const kept = this.#read(file, hash(source));
		if (!kept) return null;
		const isCurrent =
			Object.entries(kept.inputs).every(([path, sum]) => fileHash(join(file.base, path)) === sum) &&
			Object.entries(kept.paths).every(([path, page]) => this.#pageAt(file, path) === page);
		return isCurrent ? kept.rendered : null;
	}

	/**
	 * Renders a page and puts it into the cache. One that cannot be rendered has a fault that says so,
	 * and nothing else.
	 */
	async render({ file, source }: Page): Promise<TimedPage> {
		const start = performance.now();
		const inputs: Entry['inputs'] = Object.create(null) as Entry['inputs'];
		const paths: Entry['paths'] = Object.create(null) as Entry['paths'];
		const { base, checkOnly } = this.settings;
		const page: MarkdownFile = {
			kind: file.kind,
			source,
			basePath: base,
			pagePath: base + file.page,
			repository: file.repository,
			highlight: !checkOnly,
			read(path) {
				const full = join(file.base, path);
				inputs[path] = fileHash(full);
				return isFile(full) ? readFileSync(full) : null;
			},
			list: (within) => {
				const full = join(file.base, within);
				return existsSync(full) && statSync(full).isDirectory() ? readdirSync(full) : [];
			},
			articlePath: (path) => (paths[path] = this.#pageAt(file, path))
		};
		try {
			const rendered = await renderMarkdown(page);
			writeValue<Entry>(this.#entryName(file), hash(source), { inputs, paths, rendered });
			return { rendered, ms: performance.now() - start };
		} catch (error) {
			return { rendered: notRendered(error as Error), ms: performance.now() - start };
		}
	}

	/** The development server asks again for what an edit may have left as it was: the same object then. */
	#read(file: PageFile, key: string): Entry | null {
		const name = this.#entryName(file);
		const last = this.#lastRead.get(name);
		if (last?.key === key) return last.entry;
		const entry = readValue<Entry>(name, key);
		if (entry) this.#lastRead.set(name, { key, entry });
		return entry;
	}

	#entryName({ path, kind }: PageFile): string {
		const { base, checkOnly } = this.settings;
		return cacheName('pages', this.#version, base, String(checkOnly), path, kind);
	}

	#pageAt({ base }: PageFile, path: string): string | null {
		return this.#pages.get(normal(join(base, path)).replace(/\/$/, '')) ?? null;
	}
}

const fileHash = (path: string) => (isFile(path) ? hash(readFileSync(path)) : '');

const normal = (path: string) => posix.normalize(slashes(path));

/** Takes the place of a page on which a parser threw an error. */
const notRendered = (error: Error): Rendered => ({
	html: '',
	headings: [],
	sections: [],
	bodyHash: '',
	minutes: 1,
	anchors: [],
	links: [],
	assets: [],
	variants: [],
	siteCode: [],
	proofs: [],
	faults: [
		{
			line: 1,
			column: 1,
			problem:
				error instanceof RangeError
					? 'is nested too deeply to be read; remove some levels of lists, quotes or HTML'
					: `cannot be rendered: ${error.message.split('\n')[0]}`
		}
	]
});
