/// <reference lib="webworker" />
import { dropKept } from '../lib/core/offline/clear-caches.ts';

// Stands in the place of the service worker in a build with OFFPRINT_OFFLINE=off: it takes over at
// once, removes what was kept and itself, and lets every open page load once from the network.
const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			await dropKept(new URL(worker.registration.scope).pathname);
			await worker.registration.unregister();
			const pages = await worker.clients.matchAll({ type: 'window' });
			await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => null)));
		})()
	);
});
