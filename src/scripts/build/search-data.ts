import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { answerWith } from '../../lib/content/cache/thread.ts';
import { hash } from '../../lib/content/cache/hash.ts';
import { generatedFolder } from '../../lib/content/library/content-folder.ts';
import { withCards } from '../../lib/content/library/current.ts';
import { readSnapshot, type PageBuild } from '../../lib/content/library/snapshot.ts';
import { writeIndexParts } from '../../lib/content/search-index/index-parts.ts';
import { librarySearchData } from '../../lib/content/search-index/library-index.ts';
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

/** What pages say of the index and the catalogue. */
export type PageSearchData = Omit<PageBuild, 'version'>;

const { site, snapshot, base } = workerData as SearchDataSettings;

answerWith<null, PageSearchData>(async () => {
	const library = readSnapshot(snapshot);
	const { index, head, parts, related } = await librarySearchData(library);
	await writeIndexParts(join(site, partFolder), parts);
	const catalogue = JSON.stringify(withCards(library).cards);
	return {
		related,
		catalogue: await writeData('catalogue', catalogue),
		index: await writeData('index', head, index)
	};
});

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
