import { storageName } from './storage-name.ts';

/**
 * What a device keeps of the site, as pages and the service worker both see it: the names of the
 * caches, what the build says of the files, and what is noted on a kept response.
 */

/** A file as the build wrote it. */
export interface BuiltFile {
	/** Below the base path: `backend/some-article/`, `backend/some-article/figure.png`. */
	path: string;
	bytes: number;
	/** SHA-256 in base64. */
	hash: string;
}

/** An article for keeping: its own page first, then the files that belong to it. */
export interface OfflineArticle {
	/** Changes when the article does, and not with the rest of its page. */
	hash: string;
	files: [BuiltFile, ...BuiltFile[]];
}

/** `offline.json`: every article of one build, by id. */
export interface OfflineList {
	build: string;
	articles: Record<string, OfflineArticle>;
}

/** What the worker installs: `revision` is null where the name has a hash in it. */
export interface PrecacheEntry {
	url: string;
	revision: string | null;
	integrity: string;
}

/**
 * Names of our caches. Several applications may live on one origin; each has its own scope.
 * @param scope the base path with its slash: `/`, `/x/y/`
 */
export const cachesOf = (scope: string) => {
	const prefix = storageName(scope, '');
	return {
		prefix,
		/** The shell, lists, catalogue and index of one build. */
		build: (version: string) => `${prefix}build|${version}`,
		/** The last articles that were opened. */
		visited: `${prefix}visited`,
		/** Articles that the reader saved. */
		saved: `${prefix}saved`,
		/** Small facts that the worker remembers. */
		state: `${prefix}state`
	};
};

/** The version in the name of a build's cache; `null` for every other cache. */
export function buildOfCache(scope: string, name: string): string | null {
	const prefix = cachesOf(scope).build('');
	return name.startsWith(prefix) ? name.slice(prefix.length) : null;
}

export interface CacheMetadata {
	/** The build that wrote it. */
	build: string;
	/** When it was kept, ISO 8601 by the device's clock; for display only. */
	kept: string;
	title: string;
	/** The article's hash in that build's list; absent on visited pages. */
	hash?: string;
	/** SHA-256 of the file itself, in base64; absent on visited pages. */
	file?: string;
}

const metadataHeaders: Record<keyof CacheMetadata, string> = {
	build: 'x-offprint-build',
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

/** The metadata of a cached page; `null` where it is not one of ours. */
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
	const [hash, file] = [read('hash'), read('file')];
	return {
		build,
		kept: read('kept'),
		title: read('title'),
		...(hash && { hash }),
		...(file && { file })
	};
}

/** The build that a page says it is of; `null` for a page that is not ours, such as a captive portal's. */
export const buildOfPage = (html: string) =>
	/<meta name="build" content="([^"]+)"/.exec(html)?.[1] ?? null;

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** A page's own title, without the site's. */
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
