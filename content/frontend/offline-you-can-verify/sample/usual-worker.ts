/// <reference lib="webworker" />
import { version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope & { precacheManifest: { url: string }[] };

// #region worker
const files = self.precacheManifest.map(({ url }) => `/${url}`);

self.addEventListener('install', (event) => {
	void self.skipWaiting();
	event.waitUntil(caches.open(version).then((cache) => cache.addAll(files)));
});

self.addEventListener('activate', (event) => {
	const deleteOthers = async () => {
		for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
		await self.clients.claim();
	};
	event.waitUntil(deleteOthers());
});

self.addEventListener('fetch', (event) =>
	event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
);
// #endregion
