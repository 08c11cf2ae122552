import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join, posix } from 'node:path';
import { renderMarkdown, type Rendered } from '../markdown/render.ts';
import type { PageFile } from './scan.ts';

const folder = 'node_modules/.cache/offprint';

const hash = (...parts: (string | Buffer)[]) => {
	const sum = createHash('sha256');
	for (const part of parts) sum.update(part).update('\0');
	return sum.digest('hex');
};

interface Entry {
	/** Hashes of the other files that were read, by path; `''` for one that does not exist. */
	inputs: Record<string, string>;
	/** Relative paths that were resolved, with the pages that they led to. */
	paths: Record<string, string | null>;
	rendered: Rendered;
}

interface RenderSettings {
	base: string;
	checkOnly: boolean;
	/** Those that links may lead to. */
	pages: readonly PageFile[];
}

/** Renders pages, but takes from a cache those whose text, files and renderer have not changed. */
export class RenderCache {
	#base: string;
	#checkOnly: boolean;
	#pages: readonly PageFile[];
	#version: string;

	constructor({ base, checkOnly, pages }: RenderSettings) {
		this.#base = base;
		this.#pages = pages;
		this.#checkOnly = checkOnly;
		this.#version = rendererVersion();
	}

	async render(file: PageFile, source: string): Promise<{ rendered: Rendered; isCached: boolean }> {
		const place = join(
			folder,
			`${hash(this.#version, this.#base, String(this.#checkOnly), file.path, file.kind).slice(0, 32)}.json`
		);
		const key = hash(source);
		const kept = readEntry(place, key);
		const resolvePath = pageResolver(file, this.#pages);
		if (
			kept &&
			Object.entries(kept.inputs).every(([path, sum]) => fileHash(join(file.base, path)) === sum) &&
			Object.entries(kept.paths).every(([path, target]) => resolvePath(path) === target)
		)
			return { rendered: kept.rendered, isCached: true };
		const inputs: Record<string, string> = Object.create(null) as Record<string, string>;
		const paths: Record<string, string | null> = Object.create(null) as Record<
			string,
			string | null
		>;
		const rendered = await renderMarkdown({
			kind: file.kind,
			source,
			basePath: this.#base,
			pagePath: this.#base + file.page,
			highlight: !this.#checkOnly,
			read(path) {
				const full = join(file.base, path);
				inputs[path] = fileHash(full);
				return isFile(full) ? readFileSync(full) : null;
			},
			list: (within) => {
				const full = join(file.base, within);
				return existsSync(full) && statSync(full).isDirectory() ? readdirSync(full) : [];
			},
			articlePath: (path) => (paths[path] = resolvePath(path))
		});
		writeEntry(place, key, { inputs, paths, rendered });
		return { rendered, isCached: false };
	}
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
const fileHash = (path: string) => (isFile(path) ? hash(readFileSync(path)) : '');

/** Resolves paths that are relative to a file to the pages of the files that they name. */
function pageResolver(from: PageFile, pages: readonly PageFile[]) {
	const byPath = new Map<string, string>();
	for (const { path, folder: own, page } of pages) {
		byPath.set(posix.normalize(path.replaceAll('\\', '/')), page);
		if (own) byPath.set(posix.normalize(own.replaceAll('\\', '/')), page);
	}
	return (path: string) =>
		byPath.get(posix.join(from.base.replaceAll('\\', '/'), path).replace(/\/$/, '')) ?? null;
}

/** A hash of the code that renders, so that a change to it empties the cache. */
function rendererVersion(): string {
	const sources = ['src/lib/content', 'src/lib/core/article'].flatMap((room) =>
		existsSync(room)
			? readdirSync(room, { recursive: true, encoding: 'utf8' })
					.map((name) => join(room, name))
					.filter(isFile)
			: []
	);
	const lock = existsSync('package-lock.json') ? ['package-lock.json'] : [];
	return hash(...[...sources.sort(), ...lock].map((path) => readFileSync(path)));
}

function readEntry(place: string, key: string): Entry | null {
	try {
		const { key: known, entry } = JSON.parse(readFileSync(place, 'utf8')) as {
			key: string;
			entry: Entry;
		};
		return known === key ? entry : null;
	} catch {
		return null;
	}
}

function writeEntry(place: string, key: string, entry: Entry) {
	try {
		mkdirSync(folder, { recursive: true });
		const partial = `${place}.${process.pid}`;
		writeFileSync(partial, JSON.stringify({ key, entry }));
		renameSync(partial, place);
	} catch {
		// Without a cache the build is slower and otherwise the same.
	}
}
