import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readBundleSources } from '../lib/content/library/bundle-sources.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import type { CurrentLibrary } from '../lib/content/library/current.ts';
import { writeIndexParts } from '../lib/content/search-index/index-parts.ts';
import { librarySearchData } from '../lib/content/search-index/library-index.ts';
import { indexPartsFolder } from './index-parts-plugin.ts';

/** Path of an `.svx` article's Svelte source → the folder that its imports are relative to. */
export interface SvelteSources extends Map<string, string> {
	/** The same for as long as the bundle is. */
	text?: string;
}

const contentOptions = () => ({
	content: contentFolder(),
	base: process.env.BASE_PATH ?? '',
	drafts: process.env.NODE_ENV === 'development'
});

/** Writes what Vite bundles of the content, in place of what an earlier run wrote. */
export async function writeSources(generated: string): Promise<SvelteSources> {
	const found = await readBundleSources(contentOptions());
	await mkdir(generated, { recursive: true });
	// While the site cannot be read, Vite still finds every file that it looks for.
	await writeFile(join(generated, 'site.json'), JSON.stringify(found?.site ?? {}));
	await rm(join(generated, 'svx'), { recursive: true, force: true });
	const sources: SvelteSources = Object.assign(new Map<string, string>(), {
		text: JSON.stringify(found)
	});
	for (const { id, source, folder } of found?.components ?? []) {
		const path = resolve(generated, 'svx', `${id}.svelte`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, source);
		sources.set(path, resolve(folder));
	}
	return sources;
}

/** Writes what pages of the development server fetch, and what is next to an article. */
export async function writeFiles(generated: string, library: CurrentLibrary) {
	const { head, parts, related } = await librarySearchData(library);
	const files = {
		'catalogue.json': JSON.stringify(library.cards),
		'index.json': head,
		'related.json': JSON.stringify(related)
	};
	for (const [name, text] of Object.entries(files)) await writeFile(join(generated, name), text);
	await writeIndexParts(indexPartsFolder(generated), parts);
}
