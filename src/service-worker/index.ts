/// <reference lib="webworker" />
import { version } from '$service-worker';
import { PrecacheController } from 'workbox-precaching';
import {
	buildOfCache,
	cachesOf,
	readFacts,
	type PrecacheEntry
} from '../lib/core/offline/cache-entries.ts';
import { VisitedArticles } from './visited-articles.ts';
import { offlinePage } from './offline-page.ts';
import { buildsToKeep, isSound, planFor, readMessage, type Plan } from './policy.ts';

declare const self: ServiceWorkerGlobalScope & {
	/** Written before this script by the build. */
	precacheManifest: PrecacheEntry[];
};

const { origin } = self.location;
const scope = new URL(self.registration.scope).pathname;
const names = cachesOf(scope);
const visited = new VisitedArticles(names.visited);
const controller = new PrecacheController({ cacheName: names.build(version) });
const entries = self.precacheManifest.map((entry) => ({ ...entry, url: scope + entry.url }));
controller.addToCacheList(entries);
const precached = new Set(entries.map(({ url }) => url));

/** The network is given up in favour of a kept page of an older build after this long. */
const patienceMilliseconds = 3000;

self.addEventListener('install', (event) => event.waitUntil(controller.install(event)));

self.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			const state = await caches.open(names.state);
			const previous = (await (await state.match('active'))?.text()) ?? null;
			if (previous !== version) {
				await state.put('active', new Response(version));
				await state.delete('takeovers');
				await dropOldBuilds(previous);
			}
			if (previous) return;
			// The first worker: the open pages are of its build, and what is read in them is kept.
			await self.clients.claim();
			for (const { url } of await self.clients.matchAll({ type: 'window' })) {
				const plan = planFor({ method: 'GET', url, mode: 'navigate', cache: 'default' }, ground);
				if (plan.kind === 'article') await article(plan.path, new Request(origin + plan.path));
			}
		})().catch(() => {})
	);
});

async function dropOldBuilds(previous: string | null) {
	const saved = await caches.open(names.saved);
	const savedBuilds = await Promise.all(
		(await saved.keys()).map(async (request) => readFacts(await saved.match(request))?.build ?? '')
	);
	const builds = buildsToKeep(version, previous, savedBuilds);
	await visited.dropOtherBuilds(builds);
	for (const name of await caches.keys()) {
		const build = buildOfCache(scope, name);
		if (build !== null && !builds.has(build)) await caches.delete(name);
	}
}

self.addEventListener('message', (event) => {
	const message = readMessage(event.data);
	if (message?.type === 'take') void self.skipWaiting();
	if (message?.type === 'takeIfAlone') event.waitUntil(takeIfAlone(event));
	if (message?.type === 'version') event.ports[0]?.postMessage(version);
});

const ground = { origin, scope, precached };

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const plan = planFor(request, ground);
	if (plan.kind === 'leave') return;
	const navigation = request.mode === 'navigate';
	event.respondWith(
		(async () => (navigation ? await takeWaiting() : null) ?? (await answer(plan, event)))()
	);
});

/**
 * A full navigation with no other tab open is where a new version takes over. The page that asked
 * is given one of a few lines, which tells the waiting worker and loads again when it has taken
 * over: told from here, the worker that is to go would still be answering, and neither would end.
 */
async function takeWaiting(): Promise<Response | null> {
	const { waiting } = self.registration;
	if (!waiting || (await self.clients.matchAll({ type: 'window' })).length > 1) return null;
	const state = await caches.open(names.state).catch(() => null);
	const tries = Number((await (await state?.match('takeovers'))?.text()) ?? 0);
	// A browser that does not hand over is not asked for ever.
	if (!state || tries >= 3) return null;
	await state.put('takeovers', new Response(String(tries + 1)));
	return new Response(takeoverPage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/** Another tab may be open after all: a new tab is none of the worker's pages while it opens. */
async function takeIfAlone({ source, ports }: ExtendableMessageEvent) {
	const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (pages.every(({ id }) => id === (source as Client | null)?.id)) await self.skipWaiting();
	else ports[0]?.postMessage('busy');
}

const takeoverPage = `<!doctype html><meta name="color-scheme" content="light dark"><script>
const again = () => location.reload();
navigator.serviceWorker.addEventListener('controllerchange', again);
const { port1, port2 } = new MessageChannel();
port1.onmessage = again;
navigator.serviceWorker.getRegistration().then((registration) => registration?.waiting
	? registration.waiting.postMessage({ type: 'takeIfAlone' }, [port2]) : again(), again);
setTimeout(again, 3000);
</script>`;

function answer(plan: Exclude<Plan, { kind: 'leave' }>, event: FetchEvent): Promise<Response> {
	switch (plan.kind) {
		case 'installed':
			return installed(plan.path, event);
		case 'asset':
		case 'file':
			return file(event.request);
		case 'article':
			return article(plan.path, event.request, event);
		case 'page':
			return page(plan, event.request);
	}
}

/** From this build's cache; what is missing there is fetched, verified and put back. */
async function installed(path: string, event: FetchEvent): Promise<Response> {
	const cacheKey = controller.getCacheKeyForURL(path)!;
	const kept = await caches
		.open(names.build(version))
		.then((cache) => cache.match(cacheKey))
		.catch(() => undefined);
	if (kept) return kept;
	event.waitUntil(refill());
	try {
		return await fetchInstalled(path);
	} catch {
		return path.endsWith('/') ? network(event.request) : file(event.request);
	}
}

async function fetchInstalled(path: string): Promise<Response> {
	const cacheKey = controller.getCacheKeyForURL(path)!;
	const integrity = controller.getIntegrityForCacheKey(cacheKey);
	const response = await fetch(path, { integrity, cache: 'reload', credentials: 'same-origin' });
	if (!isSound(path, facts(response))) throw new TypeError(`${path}: ${response.status}`);
	await caches
		.open(names.build(version))
		.then((cache) => cache.put(cacheKey, response.clone()))
		.catch(() => {});
	return response;
}

let refilling: Promise<void> | null = null;

/** The browser has let go of something: whatever else is missing is fetched too. */
const refill = () =>
	(refilling ??= (async () => {
		const cache = await caches.open(names.build(version));
		for (const path of precached)
			if (!(await cache.match(controller.getCacheKeyForURL(path)!))) await fetchInstalled(path);
	})()
		.catch(() => {})
		.finally(() => (refilling = null)));

/** A hashed file of any build, or a file beside a saved article; otherwise the network's. */
async function file(request: Request): Promise<Response> {
	const kept = await matchOurs(request.url).catch(() => undefined);
	if (kept) return kept;
	try {
		const response = await fetch(request);
		const { pathname } = new URL(request.url);
		const foreign = response.ok && !isSound(pathname, facts(response)) && !response.redirected;
		return foreign ? Response.error() : response;
	} catch {
		return Response.error();
	}
}

async function matchOurs(url: string): Promise<Response | undefined> {
	for (const name of await caches.keys()) {
		if (!name.startsWith(names.prefix)) continue;
		const found = await (await caches.open(name)).match(url, { ignoreVary: true });
		if (found) return found;
	}
	return undefined;
}

const facts = (response: Response) => ({
	ok: response.ok,
	redirected: response.redirected,
	type: response.type,
	contentType: response.headers.get('Content-Type')
});

/**
 * A kept article of this build is the article; one of an older build stands in when the network
 * does not answer. What is read is kept.
 */
async function article(path: string, request: Request, event?: FetchEvent): Promise<Response> {
	const url = origin + path;
	const [saved, read] = await Promise.all(
		[names.saved, names.visited].map((name) =>
			caches
				.open(name)
				.then((cache) => cache.match(url))
				.catch(() => undefined)
		)
	);
	const kept = [saved, read].find((copy) => copy && readFacts(copy)?.build === version);
	const later = (work: Promise<unknown>) => event?.waitUntil(work.catch(() => {}));
	if (kept) {
		if (kept === read) later(visited.keep(url, kept.clone(), version));
		return kept;
	}
	const older = saved ?? read;
	try {
		const response = await (older ? inTime(fetch(request)) : fetch(request));
		if (!isSound(path, facts(response))) {
			const isAnswer = response.status < 500 && !response.ok;
			return older && !isAnswer ? older : response;
		}
		const keeping = visited.keep(url, response.clone(), version);
		if (event) later(keeping);
		else await keeping;
		return response;
	} catch {
		return older ?? offline();
	}
}

const inTime = (answer: Promise<Response>): Promise<Response> =>
	Promise.race([
		answer,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('No answer in time')), patienceMilliseconds)
		)
	]);

/** A list page that is not installed: the same list stands in an installed page's view. */
async function page(
	{ view }: Extract<Plan, { kind: 'page' }>,
	request: Request
): Promise<Response> {
	const response = await network(request);
	return response.status === 503 && view && request.mode === 'navigate'
		? Response.redirect(origin + view, 302)
		: response;
}

const network = (request: Request): Promise<Response> => fetch(request).catch(offline);

async function offline(): Promise<Response> {
	const path = `${scope}offline/`;
	const kept = await caches
		.open(names.build(version))
		.then((cache) => cache.match(controller.getCacheKeyForURL(path)!))
		.catch(() => undefined);
	return kept ? offlinePage(kept, [names.saved, names.visited]) : Response.error();
}
