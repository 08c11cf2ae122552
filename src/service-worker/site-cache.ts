/// <reference lib="webworker" />
import { version as bundle } from '$service-worker';
import { PrecacheController } from 'workbox-precaching';
import {
	buildOfCache,
	cachesOf,
	readMetadata,
	type PrecacheEntry
} from '../lib/core/offline/cache-entries.ts';
import { buildsToKeep, isValidResponse, responseFacts } from './policy.ts';
import { VisitedArticles } from './visited-articles.ts';

export type Worker = ServiceWorkerGlobalScope & {
	/** The build writes its version and its files at the top of this script. */
	buildVersion: string;
	precacheManifest: PrecacheEntry[];
};

/** The files that this build installs, and the caches of the site. */
export class SiteCache {
	/** Of the build. */
	readonly version: string;
	/** Its scripts and styles, which several builds may share. */
	readonly bundle = bundle;
	readonly origin: string;
	/** The base path with its slash. */
	readonly scope: string;
	readonly names: ReturnType<typeof cachesOf>;
	/** Paths, with the scope, of everything installed. */
	readonly precached: ReadonlySet<string>;
	readonly visited: VisitedArticles;
	#controller: PrecacheController;
	#refilling: Promise<void> | null = null;

	constructor(worker: Worker) {
		this.version = worker.buildVersion;
		this.origin = worker.location.origin;
		this.scope = new URL(worker.registration.scope).pathname;
		this.names = cachesOf(this.scope);
		this.visited = new VisitedArticles(this.names.visited);
		// #region precache
		this.#controller = new PrecacheController({ cacheName: this.names.build(this.version) });
		const entries = worker.precacheManifest.map((entry) => ({
			...entry,
			url: this.scope + entry.url
		}));
		this.#controller.addToCacheList(entries);
		// #endregion
		this.precached = new Set(entries.map(({ url }) => url));
	}

	install = (event: ExtendableEvent) => this.#controller.install(event);

	/** An installed file; `undefined` if the browser has evicted it. */
	async match(path: string): Promise<Response | undefined> {
		const key = this.#controller.getCacheKeyForURL(path)!;
		return caches
			.open(this.names.build(this.version))
			.then((cache) => cache.match(key))
			.catch(() => undefined);
	}

	// #region refetch
	/** Fetches an installed file from the network, verified, and puts it back. */
	async fetch(path: string): Promise<Response> {
		const key = this.#controller.getCacheKeyForURL(path)!;
		const integrity = this.#controller.getIntegrityForCacheKey(key);
		const response = await fetch(path, { integrity, cache: 'reload', credentials: 'same-origin' });
		if (!isValidResponse(path, responseFacts(response)))
			throw new TypeError(`${path}: ${response.status}`);
		await caches
			.open(this.names.build(this.version))
			.then((cache) => cache.put(key, response.clone()))
			.catch(() => {});
		return response;
	}
	// #endregion

	/** Keeps a file that is not installed as long as this build; a full disk keeps none. */
	async keep(url: string, response: Response): Promise<void> {
		try {
			const cache = await caches.open(this.names.build(this.version));
			if (!(await cache.match(url))) await cache.put(url, response);
		} catch {
			// It is fetched again when it is needed.
		}
	}

	/** Fetches the files that the browser has evicted. */
	refill(): Promise<void> {
		return (this.#refilling ??= this.#fetchMissing()
			.catch(() => {})
			.finally(() => (this.#refilling = null)));
	}

	async #fetchMissing() {
		for (const path of this.precached) if (!(await this.match(path))) await this.fetch(path);
	}

	// #region anywhere
	/** A file from any cache of the site: of any build, or next to a saved article. */
	async matchAnywhere(url: string): Promise<Response | undefined> {
		for (const name of await caches.keys()) {
			if (!name.startsWith(this.names.prefix)) continue;
			const cache = await caches.open(name);
			// Workbox adds a revision to the address of a file that has no hash in its name.
			const found = await cache.match(url, { ignoreVary: true, ignoreSearch: true });
			if (found) return found;
		}
		return undefined;
	}
	// #endregion

	/** Deletes the caches of builds that neither an open tab nor a saved article needs. */
	async dropOldBuilds(previous: string | null): Promise<void> {
		const saved = await caches.open(this.names.saved);
		// Of saved files, only pages load scripts and styles. An image that has not changed stays as an
		// earlier build saved it.
		const savedPages = (await saved.keys()).filter(({ url }) => url.endsWith('/'));
		const savedBuilds = await Promise.all(
			savedPages.map(async (page) => readMetadata(await saved.match(page))?.build ?? '')
		);
		const builds = buildsToKeep(this.version, previous, savedBuilds);
		await this.visited.dropOthers(builds, bundle);
		for (const name of await caches.keys()) {
			const build = buildOfCache(this.scope, name);
			if (build !== null && !builds.has(build)) await caches.delete(name);
		}
	}
}
