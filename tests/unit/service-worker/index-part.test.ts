import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Responder } from '../../../src/service-worker/respond.ts';
import type { SiteCache } from '../../../src/service-worker/site-cache.ts';

const url = 'https://a.example/_app/immutable/search/0123.txt';
const keep = vi.fn<(url: string, file: Response) => Promise<void>>(() => Promise.resolve());
const responder = new Responder({
	matchAnywhere: () => Promise.resolve(undefined),
	keep
} as unknown as SiteCache);

async function respond(sent: Response) {
	vi.stubGlobal('fetch', () => Promise.resolve(sent));
	const event = { request: new Request(url), waitUntil: () => {} } as unknown as FetchEvent;
	return responder.respond({ kind: 'indexPart' }, event);
}

beforeEach(() => keep.mockClear());
afterEach(() => vi.unstubAllGlobals());

describe('a part of the search index', () => {
	it('is kept once it was used', async () => {
		const sent = new Response('part', { headers: { 'Content-Type': 'text/plain' } });
		expect(await (await respond(sent)).text()).toBe('part');
		expect(keep).toHaveBeenCalledOnce();
		const [kept, file] = keep.mock.calls[0]!;
		expect([kept, await file.text()]).toEqual([url, 'part']);
	});

	const html = { headers: { 'Content-Type': 'text/html' } };
	it.each([
		['a captive portal sends a page', new Response('<!doctype html>', html)],
		['it is gone', new Response('', { ...html, status: 404 })]
	])('is not kept if %s', async (_what, sent) => {
		expect((await respond(sent)).ok).toBe(false);
		expect(keep).not.toHaveBeenCalled();
	});
});
