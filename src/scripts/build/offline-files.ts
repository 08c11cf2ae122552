import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryArticle } from '../../lib/content/library/library-article.ts';
import { readSampleFiles } from '../../lib/content/library/sample-files.ts';
import { encodePath } from '../../lib/content/markdown/rendering.ts';
import { articleId, levels } from '../../lib/core/article/article.ts';
import { buildFile, type NamedBuild } from '../../lib/core/article/named-build.ts';
import {
	type BuiltFile,
	type OfflineArticle,
	type OfflineList,
	type OfflineSample,
	type PrecacheEntry
} from '../../lib/core/offline/cache-entries.ts';
import type { BuiltSite } from './built-site.ts';
import type { Bundle } from './bundle.ts';
import { factsOf, sha256 } from './written-file.ts';

/**
 * Writes what pages and service worker know about the files of a site: the build's own file, `offline.json`
 * with the files of each article and their hashes, and at the start of the worker's code its version and the
 * list of what it installs.
 */
export async function writeOfflineFiles(
	site: BuiltSite,
	{ key: bundle }: Bundle,
	named: NamedBuild
): Promise<void> {
	const { folder } = site;
	await writeFile(join(folder, buildFile(bundle)), JSON.stringify(named));
	const offline = await list(site, { build: named.build, bundle });
	await writeFile(join(folder, 'offline.json'), JSON.stringify(offline));
	if (process.env.OFFPRINT_OFFLINE === 'off') return;
	const worker = join(folder, 'service-worker.js');
	const code = await readFile(worker, 'utf8');
	const manifest = JSON.stringify(await precacheManifest(site, bundle));
	const build = JSON.stringify(named.build);
	await writeFile(
		worker,
		`self.precacheManifest=${manifest};\nself.buildVersion=${build};\n${code}`
	);
}

async function list(
	site: BuiltSite,
	names: Pick<OfflineList, 'build' | 'bundle'>
): Promise<OfflineList> {
	const { articles } = site.library;
	const samples = samplePages(site);
	const entries = await Promise.all(
		articles.map(async (article) => [
			articleId(article),
			await offlineArticle(site, article, samples.get(articleId(article)) ?? [])
		])
	);
	const renamed = articles.flatMap((article) =>
		article.aliases.flatMap((alias) => {
			const [, oldId] = /^\/([a-z0-9-]+\/[a-z0-9-]+)\/$/.exec(alias) ?? [];
			return oldId ? [[oldId, articleId(article)]] : [];
		})
	);
	return {
		...names,
		articles: Object.fromEntries(entries) as OfflineList['articles'],
		...(renamed.length && { renamed: Object.fromEntries(renamed) as OfflineList['renamed'] })
	};
}

/** The paths of the pages of samples, by the id of their article; that of the overview first. */
function samplePages({ written }: BuiltSite): Map<string, string[]> {
	const pages = new Map<string, string[]>();
	// The overview's is the start of all others.
	for (const path of [...written.keys()].sort()) {
		const [, id] = /^([^/]+\/[^/]+)\/sample\/(?:.*\/)?$/.exec(path) ?? [];
		if (!id) continue;
		if (!pages.has(id)) pages.set(id, []);
		pages.get(id)!.push(path);
	}
	return pages;
}

async function offlineArticle(
	site: BuiltSite,
	article: LibraryArticle,
	samplePages: readonly string[]
): Promise<OfflineArticle> {
	const { title, description, level, minutes, updated, html, assets, sample } = article;
	const page = `${articleId(article)}/`;
	// An image is in the HTML by its URL. Files that are only linked are not saved.
	const shown = [...assets.keys()].filter((asset) =>
		html.includes(`/${page}${encodePath(asset).replaceAll("'", '&#x27;')}"`)
	);
	// The JSON has the text that search shows passages from.
	const [first, ...rest] = await Promise.all(
		[page, `${articleId(article)}.json`, ...shown.map((asset) => page + asset)].map((path) =>
			builtFile(site, path)
		)
	);
	return {
		hash: sha256(JSON.stringify([title, description, level, minutes, updated, html])).slice(0, 16),
		files: [first!, ...rest],
		...(sample && { sample: await offlineSample(site, article, sample, samplePages) })
	};
}

/** Writes the list of a sample's pages. */
async function offlineSample(
	site: BuiltSite,
	article: LibraryArticle,
	sample: string,
	pages: readonly string[]
): Promise<OfflineSample> {
	const id = articleId(article);
	const files = await Promise.all(pages.map((path) => builtFile(site, path)));
	const listPath = `${id}.sample.json`;
	await writeFile(join(site.folder, listPath), JSON.stringify(files));
	const sources = (await readSampleFiles(sample)).map(({ path, bytes }) => [path, sha256(bytes)]);
	const { verified, testResults, proofs } = article;
	return {
		hash: sha256(JSON.stringify([sources, verified, testResults, proofs])).slice(0, 16),
		bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		list: await builtFile(site, listPath)
	};
}

/** @param path as the file system has it; the result's is encoded, as in a URL */
async function builtFile({ folder, written }: BuiltSite, path: string): Promise<BuiltFile> {
	const { bytes, hash } = written.get(path) ?? factsOf(await readFile(join(folder, path)));
	return { path: encodePath(path), bytes, hash };
}

/** The pages of categories and levels are installed if all of them are not larger. */
const maxListPageBytes = 2_500_000;

/** Scripts, styles, catalogue and index, the list pages, and what an installed application needs. */
async function precacheManifest(site: BuiltSite, bundle: string): Promise<PrecacheEntry[]> {
	const { folder, library } = site;
	const pages = [
		'',
		'tags/',
		'saved/',
		'offline/',
		...(library.about ? ['about/'] : []),
		...listPages(site)
	];
	const hashed = (await readdir(join(folder, '_app/immutable'), { recursive: true }))
		.map((name) => `_app/immutable/${name.replaceAll('\\', '/')}`)
		// Without scripts there is no worker to serve the style sheet for readers without scripts.
		.filter((name) => /\.(?:js|css|json)$/.test(name) && !name.includes('/without-script.'))
		.sort();
	const paths = [...hashed, ...pages, buildFile(bundle), 'favicon.svg', 'manifest.webmanifest'];
	return Promise.all(
		paths.map(async (url) => {
			const { hash } = await builtFile(site, url);
			const revision = url.startsWith('_app/immutable/') ? null : hash.slice(0, 12);
			return { url, revision, integrity: `sha256-${hash}` };
		})
	);
}

/** Without them, `service-worker/installed-view.ts` shows their lists in the page of the library. */
function listPages({ library, written }: BuiltSite): string[] {
	const pages = library.categories.flatMap(({ slug }) => [
		`${slug}/`,
		...levels.map((level) => `${slug}/level/${level.toLowerCase()}/`)
	]);
	const bytes = pages.reduce((sum, page) => sum + written.get(page)!.bytes, 0);
	return bytes <= maxListPageBytes ? pages : [];
}
