import {
	buildOfPage,
	withMetadata,
	readMetadata,
	titleOfPage
} from '../lib/core/offline/cache-entries.ts';
import { evictionCount } from './policy.ts';

/** The cache of visited articles. Its entries are in order of visits, so no clock is needed. */
export class VisitedArticles {
	#cacheName: string;

	constructor(cacheName: string) {
		this.#cacheName = cacheName;
	}

	/**
	 * Keeps a page that was just visited, or moves it to the end. A page of another build than
	 * `version` is not kept: its scripts would be missing.
	 */
	async keep(url: string, response: Response, version: string): Promise<void> {
		// #region own-build
		const html = await response.text();
		if (buildOfPage(html) !== version) return;
		// #endregion
		const cache = await caches.open(this.#cacheName);
		const metadata = { build: version, kept: new Date().toISOString(), title: titleOfPage(html) };
		const kept = withMetadata(html, 'text/html; charset=utf-8', metadata);
		kept.headers.set('Content-Length', String(new Blob([html]).size));
		await cache.delete(url);
		await cache.put(url, kept);
		await this.#evict(cache);
	}

	/** Deletes pages of builds other than these: their scripts and styles are no longer cached. */
	async dropOtherBuilds(builds: ReadonlySet<string>): Promise<void> {
		const cache = await caches.open(this.#cacheName);
		for (const request of await cache.keys()) {
			const metadata = readMetadata(await cache.match(request));
			if (!metadata || !builds.has(metadata.build)) await cache.delete(request);
		}
	}

	async #evict(cache: Cache) {
		const requests = await cache.keys();
		const sizes = await Promise.all(
			requests.map(async (request) =>
				Number((await cache.match(request))?.headers.get('Content-Length') ?? 0)
			)
		);
		for (const request of requests.slice(0, evictionCount(sizes))) await cache.delete(request);
	}
}
