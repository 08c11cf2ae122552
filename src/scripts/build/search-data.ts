import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { answerWith } from '../../lib/content/cache/thread.ts';
import { hash } from '../../lib/content/cache/hash.ts';
import { generatedFolder } from '../../lib/content/library/content-folder.ts';
import { withCards } from '../../lib/content/library/current.ts';
import type { NamedBuild } from '../../lib/core/article/named-build.ts';
import { readSnapshot, type Related } from '../../lib/content/library/snapshot.ts';
import { writeIndexParts } from '../../lib/content/search-index/index-parts.ts';
import { librarySearchData, relatedIn } from '../../lib/content/search-index/library-index.ts';
import { partFolder } from '../../lib/core/search/parts/part-folder.ts';
import { writeWithFolder } from './write-with-folder.ts';

// Runs in a thread of the build: writes the search index and the catalogue of a library.

export interface SearchDataSettings {
	/** The folder of the site. */
	site: string;
	/** Where the library is. */
	snapshot: string;
	/** `''` or `/any/prefix` */
	base: string;
}

/** Asks for what pages say of index and catalogue, or, after that, for the articles that are similar. */
export type SearchDataRequest = 'index' | 'related';

export type SearchDataAnswer = Omit<NamedBuild, 'build'> | Related;

const { site, snapshot, base } = workerData as SearchDataSettings;

let index = '';

answerWith<SearchDataRequest, SearchDataAnswer>(async (request) =>
	request === 'index' ? writeSearchData() : relatedIn(index)
);

async function writeSearchData(): Promise<Omit<NamedBuild, 'build'>> {
	const library = readSnapshot(snapshot);
	const { head, parts, ...whole } = await librarySearchData(library);
	index = whole.index;
	await writeIndexParts(join(site, partFolder), parts);
	const catalogue = JSON.stringify(withCards(library).cards);
	return {
		catalogue: await writeData('catalogue', catalogue),
		index: await writeData('index', head, index)
	};
}

/**
 * Writes a file that browsers keep, because its name changes with it.
 * @param whole what components of articles read in its place while pages are made
 * @returns its address
 */
async function writeData(name: string, text: string, whole = text): Promise<string> {
	const path = `_app/immutable/assets/${name}.${hash(text).slice(0, 8)}.json`;
	await writeWithFolder(join(site, path), text);
	await writeWithFolder(join(generatedFolder(), `${name}.json`), whole);
	return `${base}/${path}`;
}
