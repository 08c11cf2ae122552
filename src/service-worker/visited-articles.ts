import {
	bundleOfPage,
	withMetadata,
	readMetadata,
	titleOfPage
} from '../lib/core/offline/cache-entries.ts';
import { evictionCount } from './policy.ts';

/** A build, and its scripts and styles. */
interface Version {
	version: string;
	bundle: string;
}

/** The cache of visited articles. Its entries are in order of visits, so no clock is needed. */
export class VisitedArticles {
	#cacheName: string;

	constructor(cacheName: string) {
		this.#cacheName = cacheName;
	}

	/**
	 * Keeps a page that was just visited, or moves it to the end. A page of another bundle is not kept: its
	 * scripts would be missing.
	 */
	async keep(url: string, response: Response, { version, bundle }: Version): Promise<void> {
		// #region own-bundle
		const html = await response.text();
		if (bundleOfPage(html) !== bundle) return;
		// #endregion
		const cache = await caches.open(this.#cacheName);
		const metadata = {
			build: version,
			bundle,
			kept: new Date().toISOString(),
			title: titleOfPage(html)
		};
		const kept = withMetadata(html, 'text/html; charset=utf-8', metadata);
		kept.headers.set('Content-Length', String(new Blob([html]).size));
		await cache.delete(url);
		await cache.put(url, kept);
		await this.#evict(cache);
	}

	/** Deletes pages of other builds and of another bundle: their scripts and styles are no longer cached. */
	async dropOthers(builds: ReadonlySet<string>, bundle: string): Promise<void> {
		const cache = await caches.open(this.#cacheName);
		for (const request of await cache.keys()) {
			const metadata = readMetadata(await cache.match(request));
			const isComplete = metadata && (builds.has(metadata.build) || metadata.bundle === bundle);
			if (!isComplete) await cache.delete(request);
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
