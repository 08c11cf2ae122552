import { storageName } from './storage-name.ts';

/**
 * What pages and the service worker share about the caches: their names, the list of files that the
 * build wrote, and the metadata of cached responses.
 */

/** A file as the build wrote it. */
export interface BuiltFile {
	/**
	 * Relative to the base path, encoded as in a URL: `backend/some-article/`,
	 * `backend/some-article/figure.png`.
	 */
	path: string;
	bytes: number;
	/** SHA-256 in base64. */
	hash: string;
}

/** The files of an article to be saved: its page first, then what the page needs. */
export interface OfflineArticle {
	/** Changes with the article, but not with other parts of its page. */
	hash: string;
	files: [BuiltFile, ...BuiltFile[]];
	sample?: OfflineSample;
}

/** The pages of an article's sample, which can be saved with it. */
export interface OfflineSample {
	/** Changes when the sample does, and not with the rest of its pages. */
	hash: string;
	/** Of all its pages. */
	bytes: number;
	/**
	 * A JSON file with the pages as `BuiltFile[]`, the overview first. A file of its own, because
	 * every visit fetches `offline.json`.
	 */
	list: BuiltFile;
}

/** The content of `offline.json`: every article of one build, by id. */
export interface OfflineList {
	build: string;
	/** The scripts and styles of its pages, which several builds may share. */
	bundle: string;
	articles: Record<string, OfflineArticle>;
	/** Old id of an article → its id, if there are any. */
	renamed?: Record<string, string>;
}

/** A file that the worker installs; `revision` is null if the file name has a hash. */
export interface PrecacheEntry {
	url: string;
	revision: string | null;
	integrity: string;
}

/**
 * The names of this site's caches. Several sites may share an origin; each has its own scope.
 * @param scope the base path with a trailing slash: `/`, `/x/y/`
 */
export const cachesOf = (scope: string) => {
	const prefix = storageName(scope, '');
	return {
		prefix,
		/** Shell, list pages, catalogue and index of one build. */
		build: (version: string) => `${prefix}build|${version}`,
		/** The articles opened last. */
		visited: `${prefix}visited`,
		/** Articles that the reader saved. */
		saved: `${prefix}saved`,
		/** State of the worker. */
		state: `${prefix}state`
	};
};

/** The version in the name of the cache of a build; `null` for any other cache. */
export function buildOfCache(scope: string, name: string): string | null {
	const prefix = cachesOf(scope).build('');
	return name.startsWith(prefix) ? name.slice(prefix.length) : null;
}

export interface CacheMetadata {
	/** The build that wrote it; of a visited page, the one that was installed. */
	build: string;
	/** Of a visited page: see `OfflineList`. */
	bundle?: string;
	/** When it was cached: ISO 8601 by the device's clock, for display only. */
	kept: string;
	title: string;
	/** The article's hash in the list of that build; absent for visited pages. */
	hash?: string;
	/** SHA-256 of the file in base64; absent for visited pages. */
	file?: string;
}

const metadataHeaders: Record<keyof CacheMetadata, string> = {
	build: 'x-offprint-build',
	bundle: 'x-offprint-bundle',
	kept: 'x-offprint-kept',
	title: 'x-offprint-title',
	hash: 'x-offprint-hash',
	file: 'x-offprint-file'
};

/** A response to be cached, with metadata in its headers. */
export function withMetadata(
	body: BodyInit,
	type: string,
	metadata: Partial<CacheMetadata>
): Response {
	const headers = new Headers({ 'Content-Type': type });
	for (const [name, value] of Object.entries(metadata) as [keyof CacheMetadata, string][])
		headers.set(metadataHeaders[name], encodeURIComponent(value));
	return new Response(body, { headers });
}

/** The metadata of a cached page; `null` for a response without any. */
export function readMetadata(response: Response | undefined): CacheMetadata | null {
	const read = (name: keyof CacheMetadata) => {
		try {
			return decodeURIComponent(response?.headers.get(metadataHeaders[name]) ?? '');
		} catch {
			return '';
		}
	};
	const build = read('build');
	if (!build) return null;
	const [bundle, hash, file] = [read('bundle'), read('hash'), read('file')];
	return {
		build,
		kept: read('kept'),
		title: read('title'),
		...(bundle && { bundle }),
		...(hash && { hash }),
		...(file && { file })
	};
}

/**
 * The name of the scripts and styles that a page needs; `null` for a page of another site, such as a
 * captive portal.
 */
export const bundleOfPage = (html: string) =>
	/<meta name="bundle" content="([^"]+)"/.exec(html)?.[1] ?? null;

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The title of a page, without the title of the site. */
export const titleOfPage = (html: string) =>
	(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')
		.replace(/<[^>]*>/g, '')
		.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
		.trim();

/**
 * The element of the prerendered offline page that the worker replaces with the list of articles on
 * the device, as the build serializes it.
 */
export const keptArticlesPlace = '<ul id="keptArticles"></ul>';
