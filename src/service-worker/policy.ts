import { canonicalPath } from '../lib/core/article/canonical-path.ts';
import { partFolder } from '../lib/core/search/parts/part-folder.ts';
import { imageOfVariant } from '../lib/core/article/image-variant.ts';
import { installedView } from './installed-view.ts';

/** Decides what the worker does with a request and what it keeps; uses neither caches nor the network. */

export interface RequestInfo {
	method: string;
	url: string;
	mode: RequestMode;
	cache: RequestCache;
}

export interface SiteInfo {
	origin: string;
	/** The base path with its slash. */
	scope: string;
	/** Paths, with the scope, of everything installed. */
	precached: ReadonlySet<string>;
}

export type Route =
	/** Not intercepted. */
	| { kind: 'passThrough' }
	/** In this build's cache, under `path`. */
	| { kind: 'installed'; path: string }
	/** A hashed file, identical in every build's cache. */
	| { kind: 'asset' }
	/** A part of the search index of a large library, to be kept once it was used. */
	| { kind: 'indexPart' }
	/** A variant of the image at `original`, which may have been saved with its article. */
	| { kind: 'variant'; original: string }
	/** An article's page, to be kept as a visited one. */
	| { kind: 'article'; path: string }
	/** A page of an article's sample, which may have been saved. */
	| { kind: 'sample'; path: string }
	/** Another page; `view` is the URL of an installed page that shows the same list. */
	| { kind: 'page'; path: string; view: string | null }
	/** A file next to an article. */
	| { kind: 'file' };

/** Never intercepted: the page compares them with what it has to find updates. */
const networkOnly = ['service-worker.js', 'offline.json', '_app/version.json'];

const isPage = (path: string) => /(?:\/|\.html|\/[^./]*)$/.test(path);

export function routeRequest(request: RequestInfo, { origin, scope, precached }: SiteInfo): Route {
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== origin) return { kind: 'passThrough' };
	const path = url.pathname === scope.slice(0, -1) ? scope : url.pathname;
	if (!path.startsWith(scope)) return { kind: 'passThrough' };
	const inside = path.slice(scope.length);
	if (networkOnly.includes(inside)) return { kind: 'passThrough' };
	const isForcedReload = request.cache === 'reload' || request.cache === 'no-store';
	if (isForcedReload && request.mode !== 'navigate') return { kind: 'passThrough' };
	const image = imageOfVariant(inside);
	if (image !== null) return { kind: 'variant', original: scope + image };
	if (inside.startsWith(partFolder)) return { kind: 'indexPart' };
	if (inside.startsWith('_app/immutable/'))
		return precached.has(path) ? { kind: 'installed', path } : { kind: 'asset' };
	if (precached.has(path)) return { kind: 'installed', path };
	if (!isPage(path)) return { kind: 'file' };
	const page = canonicalPath(path);
	if (precached.has(page)) return { kind: 'installed', path: page };
	const parts = page.slice(scope.length).split('/').slice(0, -1);
	if (parts.length > 2 && parts[2] === 'sample' && parts[0] !== 'tags')
		return { kind: 'sample', path: page };
	return parts.length === 2 && parts[0] !== 'tags' && parts[0] !== 'page'
		? { kind: 'article', path: page }
		: { kind: 'page', path: page, view: installedView(parts, url.search, { scope, precached }) };
}

/** The facts of a response by which it is judged. */
export interface ResponseFacts {
	ok: boolean;
	redirected: boolean;
	type: ResponseType;
	contentType: string | null;
	status: number;
}

export const responseFacts = (response: Response): ResponseFacts => ({
	ok: response.ok,
	redirected: response.redirected,
	type: response.type,
	contentType: response.headers.get('Content-Type'),
	status: response.status
});

const types: Record<string, RegExp> = {
	js: /javascript/,
	css: /^text\/css/,
	json: /json/
};

// #region is-valid
/** Whether a response can be the requested file: captive portals send their own page with status 200. */
export function isValidResponse(path: string, response: Omit<ResponseFacts, 'status'>): boolean {
	if (!response.ok || response.redirected || response.type === 'opaque') return false;
	const extension = /\.([a-z0-9]+)$/.exec(path)?.[1];
	const type = response.contentType ?? '';
	if (extension === undefined || extension === 'html') return /^text\/html/.test(type);
	return types[extension]?.test(type) ?? !/^text\/html/.test(type);
}
// #endregion

// #region kept-page
/** The first of the copies of a page that this build made; it is the answer without the network. */
export const currentCopy = <Copy extends { build: string }>(
	copies: readonly (Copy | null | undefined)[],
	version: string
): Copy | undefined => copies.find((copy) => copy?.build === version) ?? undefined;

/**
 * What answers for a page without a copy of this build: the network's response, the copy that an older
 * build made, or the offline page.
 * @param response `null` if the network failed, or did not answer in time
 */
export function answerForPage(
	path: string,
	response: ResponseFacts | null,
	hasOlderCopy: boolean
): 'network' | 'older copy' | 'offline page' {
	if (!response) return hasOlderCopy ? 'older copy' : 'offline page';
	// Not found is an answer too: an article that is gone is not shown any more.
	const isAnswer = isValidResponse(path, response) || (response.status < 500 && !response.ok);
	return hasOlderCopy && !isAnswer ? 'older copy' : 'network';
}
// #endregion

/** The most visited articles that are kept, and the most bytes of them. */
export const visitedLimit = { articles: 50, bytes: 20_000_000 };

/** How many visited articles to evict, oldest first. @param sizes bytes of each, oldest first */
export function evictionCount(sizes: readonly number[], limit = visitedLimit): number {
	let count = sizes.length;
	let bytes = sizes.reduce((sum, size) => sum + size, 0);
	let evicted = 0;
	// The article that was just read is never evicted.
	while (evicted < sizes.length - 1 && (count > limit.articles || bytes > limit.bytes)) {
		bytes -= sizes[evicted++]!;
		count--;
	}
	return evicted;
}

// #region builds-to-keep
/**
 * The builds whose files stay when a build takes over: its own, the previous one (open tabs may still
 * use it), and those of saved articles.
 */
export const buildsToKeep = (
	current: string,
	previous: string | null,
	saved: Iterable<string>
): ReadonlySet<string> => new Set([current, ...(previous ? [previous] : []), ...saved]);
// #endregion

// #region take-over
const maxTakeoverAttempts = 3;

/** Whether a waiting version is asked to take over before a navigation is answered. */
export const asksToTakeOver = (controlledTabs: number, attempts: number): boolean =>
	controlledTabs <= 1 && attempts < maxTakeoverAttempts;

/** Whether no tab is open except the one that asks, controlled or not. */
export const isOnlyTab = (
	openTabs: readonly { id: string }[],
	asking: string | undefined
): boolean => openTabs.every(({ id }) => id === asking);
// #endregion

const messageTypes = ['version', 'take', 'takeIfAlone'] as const;

export interface PageMessage {
	type: (typeof messageTypes)[number];
}

/** Parses a message of our own pages; `null` for anything else. */
export function readMessage(data: unknown): PageMessage | null {
	if (typeof data !== 'object' || data === null) return null;
	const { type } = data as { type?: unknown };
	const known = messageTypes.find((name) => name === type);
	return known ? { type: known } : null;
}
