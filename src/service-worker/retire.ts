/// <reference lib="webworker" />
import { clearCaches } from '../lib/core/offline/clear-caches.ts';

// The service worker of a build with OFFPRINT_OFFLINE=off: it takes over immediately, deletes every
// cache, unregisters itself, and reloads each open page once from the network.
const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			await clearCaches(new URL(worker.registration.scope).pathname);
			await worker.registration.unregister();
			const pages = await worker.clients.matchAll({ type: 'window' });
			await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => null)));
		})()
	);
});
