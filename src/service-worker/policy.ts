import { canonicalPath, decodePath } from '../lib/core/article/canonical-path.ts';

/** What the worker does with a request, and what it keeps: decisions alone, no caches, no network. */

export interface Asked {
	method: string;
	url: string;
	mode: RequestMode;
	cache: RequestCache;
}

export interface Ground {
	origin: string;
	/** The base path with its slash. */
	scope: string;
	/** Paths, with the scope, of everything installed. */
	precached: ReadonlySet<string>;
}

export type Plan =
	/** None of our business: the browser goes on as without us. */
	| { kind: 'leave' }
	/** Installed with this build, under this path. */
	| { kind: 'installed'; path: string }
	/** A hashed file: the same in whichever build's cache it lies. */
	| { kind: 'asset' }
	/** An article's page, to be kept once read. */
	| { kind: 'article'; path: string }
	/** Another page; `view` shows the same from what is installed. */
	| { kind: 'page'; path: string; view: string | null }
	/** A file beside an article. */
	| { kind: 'file' };

/** Always asked of the network: they say what is new. */
const fresh = ['service-worker.js', 'offline.json', '_app/version.json'];

const isPage = (path: string) => /(?:\/|\.html|\/[^./]*)$/.test(path);

export function planFor(request: Asked, { origin, scope, precached }: Ground): Plan {
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== origin) return { kind: 'leave' };
	const path = url.pathname === scope.slice(0, -1) ? scope : url.pathname;
	if (!path.startsWith(scope)) return { kind: 'leave' };
	const inside = path.slice(scope.length);
	if (fresh.includes(inside)) return { kind: 'leave' };
	const askedAnew = request.cache === 'reload' || request.cache === 'no-store';
	if (askedAnew && request.mode !== 'navigate') return { kind: 'leave' };
	if (inside.startsWith('_app/immutable/'))
		return precached.has(path) ? { kind: 'installed', path } : { kind: 'asset' };
	if (precached.has(path)) return { kind: 'installed', path };
	if (!isPage(path)) return { kind: 'file' };
	const page = canonicalPath(path);
	if (precached.has(page)) return { kind: 'installed', path: page };
	const parts = page.slice(scope.length).split('/').slice(0, -1);
	return parts.length === 2 && parts[0] !== 'tags' && parts[0] !== 'page'
		? { kind: 'article', path: page }
		: { kind: 'page', path: page, view: viewOf(parts, scope, url.search) };
}

/** The view of an installed list page that shows what a tag's or a further page would. */
function viewOf(parts: readonly string[], scope: string, search: string): string | null {
	const end = parts.indexOf('page');
	const [first, second] = end < 0 ? parts : parts.slice(0, end);
	if (end < 0 && first !== 'tags') return null;
	if (first === 'tags' && second) {
		const query = new URLSearchParams(search);
		query.append('tag', decodePath(second));
		return `${scope}?${query}`;
	}
	return `${scope}${(end < 0 ? parts : parts.slice(0, end)).map((part) => `${part}/`).join('')}${search}`;
}

const types: Record<string, RegExp> = {
	js: /javascript/,
	css: /^text\/css/,
	json: /json/
};

/** `true` where an answer can be what was asked for: the network's own pages come as 200 too. */
export function isSound(
	path: string,
	answer: { ok: boolean; redirected: boolean; type: ResponseType; contentType: string | null }
): boolean {
	if (!answer.ok || answer.redirected || answer.type === 'opaque') return false;
	const extension = /\.([a-z0-9]+)$/.exec(path)?.[1];
	const type = answer.contentType ?? '';
	if (extension === undefined || extension === 'html') return /^text\/html/.test(type);
	return types[extension]?.test(type) ?? !/^text\/html/.test(type);
}

/** How many read articles are kept, and how many bytes of them at most. */
export const visitedLimit = { articles: 50, bytes: 20_000_000 };

/** Which of the read articles go. @param sizes bytes of each, the one read longest ago first */
export function surplus(sizes: readonly number[], limit = visitedLimit): number {
	let count = sizes.length;
	let bytes = sizes.reduce((sum, size) => sum + size, 0);
	let gone = 0;
	// The article just read stays, whatever its size.
	while (gone < sizes.length - 1 && (count > limit.articles || bytes > limit.bytes)) {
		bytes -= sizes[gone++]!;
		count--;
	}
	return gone;
}

/**
 * The builds whose files stay when one takes over: its own, the one before it (tabs may be open on
 * it), and those that saved articles were written by.
 */
export const buildsToKeep = (
	current: string,
	previous: string | null,
	saved: Iterable<string>
): ReadonlySet<string> => new Set([current, ...(previous ? [previous] : []), ...saved]);

const messageTypes = ['version', 'take', 'takeIfAlone'] as const;

export interface Message {
	type: (typeof messageTypes)[number];
}

/** A message of ours; `null` for anything else, whatever it is. */
export function readMessage(data: unknown): Message | null {
	if (typeof data !== 'object' || data === null) return null;
	const { type } = data as { type?: unknown };
	const known = messageTypes.find((name) => name === type);
	return known ? { type: known } : null;
}
