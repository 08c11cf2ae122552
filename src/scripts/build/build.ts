import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hash } from '../../lib/content/cache/hash.ts';
import { compresses, compressHashedFiles, isCompressed } from '../../lib/content/hosts/compress.ts';
import { ContentError } from '../../lib/content/faults/report.ts';
import { readBundleSources } from '../../lib/content/library/bundle-sources.ts';
import {
	contentFolder,
	generatedFolder,
	workFolder
} from '../../lib/content/library/content-folder.ts';
import { wholeLibrary } from '../../lib/content/library/current.ts';
import type { Library } from '../../lib/content/library/library.ts';
import type { RenderedArticle } from '../../lib/content/library/read-articles.ts';
import { readSnapshot, writeSnapshot } from '../../lib/content/library/snapshot.ts';
import { writeIndexParts } from '../../lib/content/search-index/index-parts.ts';
import { librarySearchData } from '../../lib/content/search-index/library-index.ts';
import { partFolder } from '../../lib/core/search/parts/part-folder.ts';
import '../optimize-later.ts';
import { buildReport } from './build-report.ts';
import { code, openBundle, settings } from './bundle.ts';
import { finishForHosts } from './host-site.ts';
import { writeImages } from './image-files.ts';
import { inputVersion } from './input-version.ts';
import { writeOfflineFiles } from './offline-files.ts';
import { Progress } from './progress.ts';
import { outputFolder, publish, unfinishedSite } from './publish.ts';
import { readFacts } from './read-facts.ts';
import { startPageThreads, writePages } from './write-pages.ts';
import { writeWithFolder } from './write-with-folder.ts';

// npm run build: makes the site. The code is bundled in a process of its own, and only if it has changed;
// meanwhile the articles are read and rendered. Then SvelteKit's server makes the pages, in threads.

/** How far a build is when each of its steps begins. */
const steps = { articles: 0, index: 0.5, pages: 0.6, finish: 0.9 };

process.env.NODE_ENV ??= 'production';
const base = process.env.BASE_PATH ?? '';
const progress = new Progress();
const rendered: RenderedArticle[] = [];
const stop = new AbortController();

try {
	const { folder, library } = await build();
	progress.clear();
	console.log(buildReport(await readFacts(folder, library, rendered)));
} catch (error) {
	stop.abort();
	progress.clear();
	console.error(error instanceof ContentError ? error.message : error);
	process.exitCode = 1;
}

async function build(): Promise<{ folder: string; library: Library }> {
	const version = inputVersion([...code, contentFolder()], settings());
	const site = unfinishedSite();
	const snapshot = join(workFolder(), 'snapshot');
	const { bundle, threads } = await prepare(site, version, snapshot);
	// From here on the bodies of articles are read as they are needed, and take no memory.
	globalThis.gc?.();
	const { library } = readSnapshot(snapshot);
	await Promise.all([
		writePages(threads, showPages),
		writeImages(site, library),
		compressHashedFiles(site)
	]);
	progress.show(steps.finish, 'Listing and compressing files');
	await writeOfflineFiles(site, library, bundle, version);
	await finishForHosts(site, library);
	await publish();
	return { folder: outputFolder(), library };
}

/** The code of the site, and threads that load its server. */
async function bundleCode(site: string, snapshot: string) {
	const sources = await readBundleSources({ content: contentFolder(), base });
	if (!sources) return null;
	const bundle = await openBundle(sources, stop.signal);
	return { bundle, threads: await startPageThreads(site, bundle, snapshot) };
}

function showArticle(article: RenderedArticle) {
	rendered.push(article);
	const { done, total, id } = article;
	const fraction = steps.articles + (done / total) * (steps.index - steps.articles);
	progress.show(fraction, `Rendering articles: ${done} of ${total}, ${id}`);
}

function showPages(written: number, all: number) {
	const fraction = steps.pages + (written / all) * (steps.finish - steps.pages);
	progress.show(fraction, `Writing pages: ${written} of ${all}`);
}

/** The rendered library, and what is made of all its articles. */
async function readLibrary() {
	const library = await wholeLibrary(showArticle);
	progress.show(steps.index, 'Making the search index');
	return { library, search: await librarySearchData(library) };
}

/** Bundles the code and reads the library, of which it writes the data and the snapshot. */
async function prepare(site: string, version: string, snapshot: string) {
	const [made, { library, search }] = await Promise.all([
		bundleCode(site, snapshot),
		readLibrary()
	]);
	// Without a bundle the content has faults, of which the library has told.
	const { bundle, threads } = made!;
	await rm(site, { recursive: true, force: true });
	await cp(bundle.shell, site, {
		recursive: true,
		filter: (path) => compresses() || !isCompressed(path)
	});
	const { index, head, parts, related } = search;
	await writeIndexParts(join(site, partFolder), parts);
	const addresses = {
		catalogue: await writeData(site, 'catalogue', JSON.stringify(library.cards)),
		index: await writeData(site, 'index', head, index)
	};
	writeSnapshot(snapshot, { library, build: { version, related, ...addresses } });
	return { bundle, threads };
}

/**
 * Writes a file that browsers keep, because its name changes with it.
 * @param whole what components of articles read in its place while pages are made
 * @returns its address
 */
async function writeData(site: string, name: string, text: string, whole = text): Promise<string> {
	const path = `_app/immutable/assets/${name}.${hash(text).slice(0, 8)}.json`;
	await writeWithFolder(join(site, path), text);
	await writeWithFolder(join(generatedFolder(), `${name}.json`), whole);
	return `${base}/${path}`;
}
