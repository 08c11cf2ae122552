import {
	buildOfPage,
	keptResponse,
	readFacts,
	titleOfPage
} from '../lib/core/offline/cache-entries.ts';
import { surplus } from './policy.ts';

/** Articles that were read: a cache in the order of reading, so no clock is asked. */
export class VisitedArticles {
	#cacheName: string;

	constructor(cacheName: string) {
		this.#cacheName = cacheName;
	}

	/**
	 * Keeps a page that was read just now, or moves it to the end of the row. A page of another build
	 * than `version` stays out: its scripts would be missing.
	 */
	async keep(url: string, response: Response, version: string): Promise<void> {
		const html = await response.text();
		if (buildOfPage(html) !== version) return;
		const cache = await caches.open(this.#cacheName);
		const facts = { build: version, kept: new Date().toISOString(), title: titleOfPage(html) };
		const kept = keptResponse(html, 'text/html; charset=utf-8', facts);
		kept.headers.set('Content-Length', String(new Blob([html]).size));
		await cache.delete(url);
		await cache.put(url, kept);
		await this.#shorten(cache);
	}

	/** Lets go of pages that no longer have their build's files. */
	async dropOtherBuilds(builds: ReadonlySet<string>): Promise<void> {
		const cache = await caches.open(this.#cacheName);
		for (const request of await cache.keys()) {
			const facts = readFacts(await cache.match(request));
			if (!facts || !builds.has(facts.build)) await cache.delete(request);
		}
	}

	async #shorten(cache: Cache) {
		const requests = await cache.keys();
		const sizes = await Promise.all(
			requests.map(async (request) =>
				Number((await cache.match(request))?.headers.get('Content-Length') ?? 0)
			)
		);
		for (const request of requests.slice(0, surplus(sizes))) await cache.delete(request);
	}
}
