/// <reference lib="webworker" />
// Connects the worker's events with the functions that handle them.
import { activate } from './activate.ts';
import { SiteCache, type Worker } from './site-cache.ts';
import { readMessage, routeRequest } from './policy.ts';
import { Responder } from './respond.ts';
import { takeOver, takeOverIfAlone, takeOverResponse } from './takeover.ts';

declare const self: Worker;

const site = new SiteCache(self);
const responder = new Responder(site);

self.addEventListener('install', (event) => event.waitUntil(site.install(event)));

self.addEventListener('activate', (event) =>
	event.waitUntil(activate(self, site, responder).catch(() => {}))
);

self.addEventListener('message', (event) => {
	const message = readMessage(event.data);
	if (message?.type === 'take') void takeOver(self);
	if (message?.type === 'takeIfAlone') event.waitUntil(takeOverIfAlone(self, event));
	if (message?.type === 'version') event.ports[0]?.postMessage(site.version);
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const route = routeRequest(request, site);
	if (route.kind === 'passThrough') return;
	event.respondWith(
		(async () =>
			(request.mode === 'navigate' ? await takeOverResponse(self, site.names.state) : null) ??
			(await responder.respond(route, event)))()
	);
});
