import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Thread } from '../../lib/content/cache/thread.ts';
import {
	compresses,
	compressHashedFiles,
	isCareful,
	isCompressed
} from '../../lib/content/hosts/compress.ts';
import { ContentError } from '../../lib/content/faults/report.ts';
import { readBundleSources } from '../../lib/content/library/bundle-sources.ts';
import { contentFolder, workFolder } from '../../lib/content/library/content-folder.ts';
import { libraryOptions } from '../../lib/content/library/current.ts';
import { openLibrary, type Library } from '../../lib/content/library/library.ts';
import type { RenderedArticle } from '../../lib/content/library/read-articles.ts';
import {
	readSnapshot,
	writePageBuild,
	writeRelated,
	writeSnapshot,
	type Related
} from '../../lib/content/library/snapshot.ts';
import type { NamedBuild } from '../../lib/core/article/named-build.ts';
import '../optimize-later.ts';
import { buildReport } from './build-report.ts';
import { code, openBundle, settings } from './bundle.ts';
import { finishForHosts } from './host-site.ts';
import { writeImages } from './image-files.ts';
import { inputVersion } from './input-version.ts';
import { writeOfflineFiles } from './offline-files.ts';
import { Progress } from './progress.ts';
import { LastSite, rememberSite, siteEdition } from './last-site.ts';
import { outputFolder, publish, unfinishedSite } from './publish.ts';
import { readFacts } from './read-facts.ts';
import type { SearchDataAnswer, SearchDataRequest, SearchDataSettings } from './search-data.ts';
import {
	articleBatches,
	fileBatches,
	listBatches,
	readSitePaths,
	startPageThreads,
	writeBatches
} from './write-pages.ts';
import type { WrittenFile } from './written-file.ts';

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
	const folder = unfinishedSite();
	const snapshot = join(workFolder(), 'snapshot');
	await rm(folder, { recursive: true, force: true });
	const bundling = bundleCode(folder, snapshot);
	const reading = readLibrary(snapshot);
	const preparing = prepareToWrite(bundling, reading);
	const { indexing, relating } = indexLibrary(folder, snapshot, version, reading);
	const [{ library, careful }, { bundle, how }, named, hashed, written] = await Promise.all([
		reading,
		preparing,
		indexing,
		compressHashed(folder, preparing, indexing),
		writeSite(preparing, indexing, relating),
		reading.then((read) => writeImages(folder, read.library)),
		relating
	]);
	progress.show(steps.finish, 'Listing and compressing files');
	const site = { folder, library, written, careful };
	await writeOfflineFiles(site, bundle, named);
	await finishForHosts(site);
	await publish();
	rememberSite(outputFolder(), how.edition, [...written.values()], hashed);
	return { folder: outputFolder(), library };
}

/** Writes the code of the site, and starts threads that load its server. */
async function bundleCode(site: string, snapshot: string) {
	const sources = await readBundleSources({ content: contentFolder(), base });
	if (!sources) return null;
	const bundle = await openBundle(sources, stop.signal);
	await cp(bundle.shell, site, {
		recursive: true,
		preserveTimestamps: true,
		filter: (path) => compresses() || !isCompressed(path)
	});
	return { bundle, threads: await startPageThreads(site, bundle, snapshot) };
}

/** What makes pages, and how they are written. */
async function prepareToWrite(
	bundling: ReturnType<typeof bundleCode>,
	reading: ReturnType<typeof readLibrary>
) {
	const [made, { careful }] = await Promise.all([bundling, reading]);
	// Without a bundle the content has faults, of which the library has told.
	const { bundle, threads } = made!;
	return { bundle, threads, how: { careful, edition: siteEdition(bundle, careful) } };
}

function showArticle(article: RenderedArticle) {
	rendered.push(article);
	const { done, total, id } = article;
	const fraction = steps.articles + (done / total) * (steps.index - steps.articles);
	progress.show(fraction, `Rendering articles: ${done} of ${total}, ${id}`);
}

function showPages(taken: number, all: number) {
	const fraction = steps.pages + (taken / all) * (steps.finish - steps.pages);
	progress.show(fraction, `Writing pages: ${Math.round((100 * taken) / all)}%`);
}

/** Renders the library and writes its snapshot. From then on the bodies of articles take no memory. */
async function readLibrary(snapshot: string) {
	const library = await openLibrary({ ...libraryOptions(), onArticle: showArticle });
	writeSnapshot(snapshot, library);
	const length = library.articles.reduce((sum, { html }) => sum + html.length, 0);
	return { library: readSnapshot(snapshot), careful: isCareful(length) };
}

/** Makes the search index in a thread, and then finds similar articles. */
function indexLibrary(
	site: string,
	snapshot: string,
	version: string,
	reading: Promise<unknown>
): { indexing: Promise<NamedBuild>; relating: Promise<void> } {
	const workerData: SearchDataSettings = { site, snapshot, base };
	const starting = reading.then(() => {
		progress.show(steps.index, 'Making the search index');
		return Thread.start<SearchDataRequest, SearchDataAnswer>('search-data', { workerData });
	});
	const indexing = starting.then(async (thread) => {
		const answer = (await thread.ask('index')) as Omit<NamedBuild, 'build'>;
		const named = { build: version, ...answer };
		writePageBuild(snapshot, named);
		return named;
	});
	const relating = Promise.all([starting, indexing]).then(async ([thread]) => {
		writeRelated(snapshot, (await thread.ask('related')) as Related);
		await thread.end();
	});
	return { indexing, relating };
}

/** Compresses what browsers keep, once all of it is there. */
async function compressHashed(
	site: string,
	preparing: ReturnType<typeof prepareToWrite>,
	indexing: Promise<unknown>
): Promise<string[]> {
	const [{ how }] = await Promise.all([preparing, indexing]);
	const last = new LastSite(outputFolder(), how.edition);
	return compressHashedFiles(site, (path) => last.takeCopies(path, site));
}

/** Writes what the server makes. @returns it by path */
async function writeSite(
	preparing: ReturnType<typeof prepareToWrite>,
	indexing: Promise<unknown>,
	relating: Promise<unknown>
): Promise<Map<string, WrittenFile>> {
	const { threads, how } = await preparing;
	const paths = await readSitePaths(threads);
	const written = await Promise.all([
		writeBatches(threads, fileBatches(paths), how),
		indexing.then(() => writeBatches(threads, listBatches(paths), how)),
		relating.then(() => writeBatches(threads, articleBatches(paths), how, showPages))
	]);
	return new Map(written.flat().map((file) => [file.path, file]));
}
