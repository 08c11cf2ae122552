import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryArticle } from '../../lib/content/library/library-article.ts';
import type { Library } from '../../lib/content/library/library.ts';
import { readSampleFiles } from '../../lib/content/library/sample-files.ts';
import { encodePath } from '../../lib/content/markdown/rendering.ts';
import { articleId, levels } from '../../lib/core/article/article.ts';
import {
	buildOfPage,
	type BuiltFile,
	type OfflineArticle,
	type OfflineList,
	type OfflineSample,
	type PrecacheEntry
} from '../../lib/core/offline/cache-entries.ts';
import type { Bundle } from './bundle.ts';
import { linkIslandStyles } from './island-styles.ts';

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('base64');

/**
 * Writes what pages and service worker know about the files of a site: `offline.json`, with the files of
 * each article and their hashes, and at the start of the worker's code the list of what it installs.
 */
export async function writeOfflineFiles(
	folder: string,
	library: Library,
	{ folder: bundleFolder, key }: Bundle,
	version: string
): Promise<void> {
	const svelteArticles = library.articles.filter(({ kind }) => kind === 'svx');
	await linkIslandStyles(
		svelteArticles.map((article) => fileOf(folder, `${articleId(article)}/`)),
		bundleFolder
	);
	await writeFile(join(folder, 'offline.json'), JSON.stringify(await list(folder, library)));
	const worker = join(folder, 'service-worker.js');
	// SvelteKit wrote the name of the bundle, which stays the same when only the content changes.
	const code = (await readFile(worker, 'utf8')).replaceAll(key, version);
	const isKept = process.env.OFFPRINT_OFFLINE !== 'off';
	const manifest = isKept && JSON.stringify(await precacheManifest(folder, library));
	await writeFile(worker, manifest ? `self.precacheManifest=${manifest};\n${code}` : code);
}

async function list(folder: string, { articles }: Library): Promise<OfflineList> {
	const entries = await Promise.all(
		articles.map(async (article) => [articleId(article), await offlineArticle(folder, article)])
	);
	const build = buildOfPage(await readFile(join(folder, 'index.html'), 'utf8'))!;
	const renamed = articles.flatMap((article) =>
		article.aliases.flatMap((alias) => {
			const [, oldId] = /^\/([a-z0-9-]+\/[a-z0-9-]+)\/$/.exec(alias) ?? [];
			return oldId ? [[oldId, articleId(article)]] : [];
		})
	);
	return {
		build,
		articles: Object.fromEntries(entries) as OfflineList['articles'],
		...(renamed.length && { renamed: Object.fromEntries(renamed) as OfflineList['renamed'] })
	};
}

async function offlineArticle(folder: string, article: LibraryArticle): Promise<OfflineArticle> {
	const { title, description, level, minutes, updated, html, assets, sample } = article;
	const page = `${articleId(article)}/`;
	// An image is in the HTML by its URL. Files that are only linked are not saved.
	const shown = [...assets.keys()].filter((asset) =>
		html.includes(`/${page}${encodePath(asset).replaceAll("'", '&#x27;')}"`)
	);
	// The JSON has the text that search shows passages from.
	const [first, ...rest] = await Promise.all(
		[page, `${articleId(article)}.json`, ...shown.map((asset) => page + asset)].map((path) =>
			builtFile(folder, path)
		)
	);
	return {
		hash: sha256(JSON.stringify([title, description, level, minutes, updated, html])).slice(0, 16),
		files: [first!, ...rest],
		...(sample && { sample: await offlineSample(folder, article, sample) })
	};
}

/** Writes the list of a sample's pages. */
async function offlineSample(
	folder: string,
	article: LibraryArticle,
	sample: string
): Promise<OfflineSample> {
	const id = articleId(article);
	const pages = (await readdir(join(folder, id, 'sample'), { recursive: true }))
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => /(?:^|\/)index\.html$/.test(name))
		.sort((a, b) => Number(b === 'index.html') - Number(a === 'index.html') || (a < b ? -1 : 1));
	const files = await Promise.all(
		pages.map((name) => builtFile(folder, `${id}/sample/${name.slice(0, -'index.html'.length)}`))
	);
	const listPath = `${id}.sample.json`;
	await writeFile(join(folder, listPath), JSON.stringify(files));
	const sources = (await readSampleFiles(sample)).map(({ path, bytes }) => [path, sha256(bytes)]);
	const { verified, testResults, proofs } = article;
	return {
		hash: sha256(JSON.stringify([sources, verified, testResults, proofs])).slice(0, 16),
		bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		list: await builtFile(folder, listPath)
	};
}

/** @param path as the file system has it; the result's is encoded, as in a URL */
async function builtFile(folder: string, path: string): Promise<BuiltFile> {
	const data = await readFile(fileOf(folder, path));
	return { path: encodePath(path), bytes: data.length, hash: sha256(data) };
}

const fileOf = (folder: string, path: string) =>
	join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path);

/** The pages of categories and levels are installed if all of them are not larger. */
const maxListPageBytes = 2_500_000;

/** Scripts, styles, catalogue and index, the list pages, and what an installed application needs. */
async function precacheManifest(folder: string, library: Library): Promise<PrecacheEntry[]> {
	const pages = [
		'',
		'tags/',
		'saved/',
		'offline/',
		...(library.about ? ['about/'] : []),
		...(await listPages(folder, library))
	];
	const hashed = (await readdir(join(folder, '_app/immutable'), { recursive: true }))
		.map((name) => `_app/immutable/${name.replaceAll('\\', '/')}`)
		// Without scripts there is no worker to serve the style sheet for readers without scripts.
		.filter((name) => /\.(?:js|css|json)$/.test(name) && !name.includes('/without-script.'))
		.sort();
	const paths = [...hashed, ...pages, 'favicon.svg', 'manifest.webmanifest'];
	return Promise.all(
		paths.map(async (url) => {
			const { hash } = await builtFile(folder, url);
			const revision = url.startsWith('_app/immutable/') ? null : hash.slice(0, 12);
			return { url, revision, integrity: `sha256-${hash}` };
		})
	);
}

/** Without them, `service-worker/installed-view.ts` shows their lists in the page of the library. */
async function listPages(folder: string, { categories }: Library): Promise<string[]> {
	const pages = categories.flatMap(({ slug }) => [
		`${slug}/`,
		...levels.map((level) => `${slug}/level/${level.toLowerCase()}/`)
	]);
	const sizes = await Promise.all(
		pages.map(async (page) => (await stat(fileOf(folder, page))).size)
	);
	return sizes.reduce((sum, size) => sum + size, 0) <= maxListPageBytes ? pages : [];
}
