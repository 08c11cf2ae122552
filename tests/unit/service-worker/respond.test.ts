import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachesOf, withMetadata } from '../../../src/lib/core/offline/cache-entries.ts';
import { Responder } from '../../../src/service-worker/respond.ts';
import type { SiteCache } from '../../../src/service-worker/site-cache.ts';

const origin = 'https://a.example';
const path = { article: '/backend/outbox/', sample: '/backend/outbox/sample/' };
const html = { headers: { 'Content-Type': 'text/html; charset=utf-8' } };
const names = cachesOf('/');
const keep = vi.fn(() => Promise.resolve());
let stored: Map<string, Response>;

const responder = new Responder({
	origin,
	scope: '/',
	names,
	version: 'new',
	visited: { keep },
	match: () => Promise.resolve(undefined),
	matchAnywhere: () => Promise.resolve(undefined)
} as unknown as SiteCache);

const waitUntil = vi.fn<(work: Promise<unknown>) => void>();

async function respond(kind: 'article' | 'sample') {
	const request = new Request(origin + path[kind]);
	const event = { request, waitUntil } as unknown as FetchEvent;
	const response = await responder.respond({ kind, path: path[kind] }, event);
	return response.type === 'error' ? 'error' : response.text();
}

function save(kind: 'article' | 'sample', build: string) {
	const page = withMetadata('saved', 'text/html', { build, kept: '2026-01-01', title: 'Outbox' });
	stored.set(`${names.saved} ${origin}${path[kind]}`, page);
}

beforeEach(() => {
	stored = new Map();
	keep.mockClear();
	vi.stubGlobal('caches', {
		open: (name: string) =>
			Promise.resolve({ match: (url: string) => Promise.resolve(stored.get(`${name} ${url}`)) })
	});
	vi.stubGlobal('fetch', () => Promise.resolve(new Response('fetched', html)));
});
afterEach(() => vi.unstubAllGlobals());

describe.each(['article', 'sample'] as const)('a saved page of an older build (%s)', (kind) => {
	beforeEach(() => save(kind, 'old'));

	it('gives way to the page on the network', async () => {
		expect(await respond(kind)).toBe('fetched');
	});

	it.each([
		['the network fails', () => Promise.reject(new TypeError('offline'))],
		['the server fails', () => new Response('error', { ...html, status: 503 })],
		['a captive portal sends something else', () => new Response('{}', { status: 200 })],
		[
			'a captive portal redirects',
			() => Object.defineProperty(new Response('sign in', html), 'redirected', { value: true })
		]
	])('is served if %s', async (_what, answer) => {
		vi.stubGlobal('fetch', async () => answer());
		expect(await respond(kind)).toBe('saved');
	});

	it('is served if the network does not answer in time', async () => {
		vi.useFakeTimers();
		vi.stubGlobal('fetch', () => new Promise(() => {}));
		const response = respond(kind);
		await vi.advanceTimersByTimeAsync(3000);
		expect(await response).toBe('saved');
		vi.useRealTimers();
	});

	it('does not hide that the page is gone', async () => {
		vi.stubGlobal('fetch', async () => new Response('gone', { ...html, status: 404 }));
		expect(await respond(kind)).toBe('gone');
	});
});

describe('a page that was fetched', () => {
	it('is kept as visited if it is an article', async () => {
		await respond('article');
		expect(keep).toHaveBeenCalledOnce();
	});

	it('is not kept if it is a page of a sample', async () => {
		expect(await respond('sample')).toBe('fetched');
		expect(keep).not.toHaveBeenCalled();
	});
});

it.each(['article', 'sample'] as const)('a saved page of this build is the answer (%s)', (kind) => {
	save(kind, 'new');
	return expect(respond(kind)).resolves.toBe('saved');
});

it('a page that is neither saved nor on the network is an error', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
	expect(await respond('sample')).toBe('error');
});

describe('a file beside an article that is not on the device', () => {
	const request = new Request(`${origin}/backend/outbox.json`);
	const ask = () =>
		responder.respond({ kind: 'file' }, { request, waitUntil } as unknown as FetchEvent);

	it('is answered as by a gateway without a network, which no browser reports as a fault', async () => {
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
		expect((await ask()).status).toBe(504);
	});

	it('is answered as by a gateway that got another file from a captive portal', async () => {
		vi.stubGlobal('fetch', async () => new Response('sign in', html));
		expect((await ask()).status).toBe(502);
	});
});

describe('a variant of an image', () => {
	const original = '/backend/outbox/a.png';
	const image = { headers: { 'Content-Type': 'image/avif' } };
	const ask = async () => {
		const url = `${origin}/_app/immutable/img${original}.0123456789ab.768.avif`;
		const event = { request: new Request(url) } as unknown as FetchEvent;
		const response = await responder.respond({ kind: 'variant', original }, event);
		return response.ok ? response.text() : response.status;
	};
	const saveImage = (build: string) => {
		const saved = withMetadata('saved', 'image/png', { build, kept: '2026-01-01' });
		stored.set(`${names.saved} ${origin}${original}`, saved);
	};
	const fetchIs = (answer: (request: Request) => Response | Promise<Response>) =>
		vi.stubGlobal('fetch', async (request: Request) => answer(request));

	beforeEach(() => fetchIs(() => new Response('fetched', image)));

	it('is fetched if the article is not saved, and missing without a network', async () => {
		expect(await ask()).toBe('fetched');
		fetchIs(() => Promise.reject(new TypeError('offline')));
		expect(await ask()).toBe(504);
	});

	it('is the image itself if the server has the variant no longer', async () => {
		fetchIs(({ url }) =>
			url.endsWith('.avif')
				? new Response('gone', { ...html, status: 404 })
				: new Response('image', { headers: { 'Content-Type': 'image/png' } })
		);
		expect(await ask()).toBe('image');
	});

	it('is the image that was saved with this build', async () => {
		saveImage('new');
		expect(await ask()).toBe('saved');
	});

	it('is fetched rather than an older image, which may show something else', async () => {
		saveImage('old');
		expect(await ask()).toBe('fetched');
	});

	it.each([
		['the network fails', () => Promise.reject(new TypeError('offline'))],
		['the server has it no longer', () => new Response('gone', { ...html, status: 404 })],
		['a captive portal sends its page', () => new Response('sign in', html)]
	])('is the older image if %s', async (_what, answer) => {
		saveImage('old');
		fetchIs(answer);
		expect(await ask()).toBe('saved');
	});

	it('is the older image if the network does not answer in time', async () => {
		vi.useFakeTimers();
		saveImage('old');
		vi.stubGlobal('fetch', () => new Promise(() => {}));
		const answer = ask();
		await vi.advanceTimersByTimeAsync(3000);
		expect(await answer).toBe('saved');
		vi.useRealTimers();
	});
});
