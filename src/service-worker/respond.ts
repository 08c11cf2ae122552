/// <reference lib="webworker" />
import { readMetadata } from '../lib/core/offline/cache-entries.ts';
import { offlinePage } from './offline-page.ts';
import {
	answerForPage,
	currentCopy,
	isValidResponse,
	responseFacts,
	type Route
} from './policy.ts';
import type { SiteCache } from './site-cache.ts';

/** After this long, a kept page of an older build is served instead of waiting for the network. */
const networkTimeoutMs = 3000;

/** Answers requests from the caches and the network, as `routeRequest` decided. */
export class Responder {
	#site: SiteCache;

	constructor(site: SiteCache) {
		this.#site = site;
	}

	respond(route: Exclude<Route, { kind: 'passThrough' }>, event: FetchEvent): Promise<Response> {
		switch (route.kind) {
			case 'installed':
				return this.#installed(route.path, event);
			case 'asset':
			case 'file':
				return this.#file(event.request);
			case 'indexPart':
				return this.#indexPart(event.request, event);
			case 'variant':
				return this.#variant(route.original, event.request);
			case 'article':
			case 'sample':
				return this.#keptPage(route, event.request, event);
			case 'page':
				return this.#page(route.view, event.request);
		}
	}

	/** Fetches an article's page and keeps it as a visited one. */
	async keepVisited(path: string): Promise<void> {
		await this.#keptPage({ kind: 'article', path }, new Request(this.#site.origin + path));
	}

	/** From this build's cache; a missing file is fetched, verified and put back. */
	async #installed(path: string, event: FetchEvent): Promise<Response> {
		const cached = await this.#site.match(path);
		if (cached) return cached;
		event.waitUntil(this.#site.refill());
		try {
			return await this.#site.fetch(path);
		} catch {
			return path.endsWith('/') ? this.#network(event.request) : this.#file(event.request);
		}
	}

	/** A hashed file of any build, or a file next to a saved article: cached, else from the network. */
	async #file(request: Request): Promise<Response> {
		const cached = await this.#site.matchAnywhere(request.url).catch(() => undefined);
		if (cached) return cached;
		try {
			const response = await fetch(request);
			const { pathname } = new URL(request.url);
			const isForeign =
				response.ok && !isValidResponse(pathname, responseFacts(response)) && !response.redirected;
			return isForeign ? noFile(502) : response;
		} catch {
			return noFile(504);
		}
	}

	/** A part of the index of any build: it is kept with this build, which may need it again offline. */
	async #indexPart(request: Request, event: FetchEvent): Promise<Response> {
		const response = await this.#file(request);
		if (response.ok) event.waitUntil(this.#site.keep(request.url, response.clone()));
		return response;
	}

	/**
	 * Of the forms of an image one is saved with the article. It is the answer for all of them if it is of
	 * this build; another one, whose image may have changed, is when the network does not answer. An
	 * open page of an older build may ask for a variant that is gone: the image itself takes its place.
	 */
	async #variant(original: string, request: Request): Promise<Response> {
		const { origin, names, version } = this.#site;
		const saved = await matchIn(names.saved, origin + original);
		if (readMetadata(saved)?.build === version) return saved!;
		const file = this.#file(request);
		const response = await (saved ? withTimeout(file).catch(() => saved) : file);
		return response.ok ? response : (saved ?? this.#file(new Request(origin + original)));
	}

	/**
	 * A kept page of this build is the answer; one of an older build stands in when the network does not
	 * answer in time with a valid page. A fetched article is kept as visited, a sample's page is not.
	 */
	async #keptPage(
		{ kind, path }: Extract<Route, { kind: 'article' | 'sample' }>,
		request: Request,
		event?: FetchEvent
	): Promise<Response> {
		const { origin, names, version, visited: visitedArticles } = this.#site;
		const url = origin + path;
		const keepVisited = async (response: Response) => {
			if (kind !== 'article') return;
			const keeping = visitedArticles.keep(url, response.clone(), this.#site).catch(() => {});
			if (event) event.waitUntil(keeping);
			else await keeping;
		};
		// #region copies
		const [saved, visited] = await Promise.all([
			copyIn(names.saved, url),
			kind === 'article' ? copyIn(names.visited, url) : undefined
		]);
		const current = currentCopy([saved, visited], version);
		if (current) {
			if (current === visited) await keepVisited(current.page);
			return current.page;
		}
		const older = saved ?? visited;
		const asked = older ? withTimeout(fetch(request)) : fetch(request);
		const response = await asked.catch(() => null);
		const facts = response && responseFacts(response);
		switch (answerForPage(path, facts, older !== undefined)) {
			case 'network':
				if (isValidResponse(path, facts!)) await keepVisited(response!);
				return response!;
			case 'older copy':
				return older!.page;
			case 'offline page':
				return this.#offline();
		}
		// #endregion
	}

	/** A list page that is not installed: offline, an installed page's view shows the same list. */
	async #page(view: string | null, request: Request): Promise<Response> {
		const response = await this.#network(request);
		return response.status === 503 && view && request.mode === 'navigate'
			? Response.redirect(this.#site.origin + view, 302)
			: response;
	}

	#network(request: Request): Promise<Response> {
		return fetch(request).catch(() => this.#offline());
	}

	async #offline(): Promise<Response> {
		const { scope, names } = this.#site;
		const page = await this.#site.match(`${scope}offline/`);
		return page ? offlinePage(page, [names.saved, names.visited]) : Response.error();
	}
}

/**
 * The answer of a gateway: 504 without a network, 502 for what cannot be the file. Firefox reports
 * `Response.error()` as a fault of the worker.
 */
const noFile = (status: 502 | 504): Response => new Response(null, { status });

const matchIn = (cacheName: string, url: string): Promise<Response | undefined> =>
	caches
		.open(cacheName)
		.then((cache) => cache.match(url))
		.catch(() => undefined);

/** A kept page and the build that made it. */
const copyIn = async (cacheName: string, url: string) => {
	const page = await matchIn(cacheName, url);
	return page && { page, build: readMetadata(page)?.build ?? '' };
};

const withTimeout = (response: Promise<Response>): Promise<Response> =>
	Promise.race([
		response,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('The network timed out')), networkTimeoutMs)
		)
	]);
