/// <reference lib="webworker" />
import { routeRequest } from './policy.ts';
import type { Responder } from './respond.ts';
import type { SiteCache, Worker } from './site-cache.ts';

// #region activate
/** This build becomes the active one. */
export async function activate(worker: Worker, site: SiteCache, responder: Responder) {
	const state = await caches.open(site.names.state);
	const previous = (await (await state.match('active'))?.text()) ?? null;
	if (previous !== site.version) {
		await state.put('active', new Response(site.version));
		await state.delete('takeovers');
		await site.dropOldBuilds(previous);
	}
	if (previous) return;
	// The first worker: open pages are from its build, so it may control them, and their articles
	// count as visited.
	await worker.clients.claim();
	for (const { url } of await worker.clients.matchAll({ type: 'window' })) {
		const route = routeRequest({ method: 'GET', url, mode: 'navigate', cache: 'default' }, site);
		if (route.kind === 'article') await responder.keepVisited(route.path);
	}
}
// #endregion
