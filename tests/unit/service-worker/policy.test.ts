import { canonicalPath } from '../../../src/lib/core/article/canonical-path.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	buildsToKeep,
	isValidResponse,
	routeRequest,
	readMessage,
	evictionCount,
	type RequestInfo
} from '../../../src/service-worker/policy.ts';

const site = {
	origin: 'https://a.example',
	scope: '/x/y/',
	precached: new Set([
		'/x/y/',
		'/x/y/backend/',
		'/x/y/backend/level/advanced/',
		'/x/y/_app/immutable/entry/app.1.js',
		'/x/y/favicon.svg'
	])
};
const route = (path: string, asked: Partial<RequestInfo> = {}) =>
	routeRequest(
		{ method: 'GET', url: `https://a.example${path}`, mode: 'cors', cache: 'default', ...asked },
		site
	);

describe('the route of a request', () => {
	it.each([
		['/x/y/', { kind: 'installed', path: '/x/y/' }],
		['/x/y', { kind: 'installed', path: '/x/y/' }],
		['/x/y/index.html?q=c%23', { kind: 'installed', path: '/x/y/' }],
		['/x/y/backend', { kind: 'installed', path: '/x/y/backend/' }],
		['/x/y/favicon.svg', { kind: 'installed', path: '/x/y/favicon.svg' }],
		[
			'/x/y/_app/immutable/entry/app.1.js',
			{ kind: 'installed', path: '/x/y/_app/immutable/entry/app.1.js' }
		],
		['/x/y/_app/immutable/entry/app.2.js', { kind: 'asset' }],
		['/x/y/_app/immutable/search/0123abcd.txt', { kind: 'indexPart' }],
		[
			'/x/y/_app/immutable/img/backend/outbox/a%20b.png.0123456789ab.768.avif',
			{ kind: 'variant', original: '/x/y/backend/outbox/a%20b.png' }
		],
		['/x/y/_app/immutable/img/backend/outbox/a.png.768.avif', { kind: 'asset' }],
		['/x/y/backend/outbox/', { kind: 'article', path: '/x/y/backend/outbox/' }],
		['/x/y/backend/outbox?utm_source=z', { kind: 'article', path: '/x/y/backend/outbox/' }],
		['/x/y/backend/outbox/index.html', { kind: 'article', path: '/x/y/backend/outbox/' }],
		['/x/y/backend/outbox/figure.png', { kind: 'file' }],
		['/x/y/backend/outbox/sample', { kind: 'sample', path: '/x/y/backend/outbox/sample/' }],
		[
			'/x/y/backend/outbox/sample/src/Worker.cs/',
			{ kind: 'sample', path: '/x/y/backend/outbox/sample/src/Worker.cs/' }
		],
		['/x/y/backend/outbox/sample/outbox.zip', { kind: 'file' }],
		[
			'/x/y/tags/csharp/?level=Advanced',
			{ kind: 'page', path: '/x/y/tags/csharp/', view: '/x/y/?level=Advanced&tag=csharp' }
		],
		[
			'/x/y/tags/%E0%A4/',
			{ kind: 'page', path: '/x/y/tags/%E0%A4/', view: '/x/y/?tag=%25E0%25A4' }
		],
		['/x/y/page/3/?sort=title', { kind: 'page', path: '/x/y/page/3/', view: '/x/y/?sort=title' }],
		['/x/y/backend/page/2/', { kind: 'page', path: '/x/y/backend/page/2/', view: '/x/y/backend/' }],
		['/x/y/nowhere/', { kind: 'page', path: '/x/y/nowhere/', view: null }],
		['/x/y/nowhere/at/all/', { kind: 'page', path: '/x/y/nowhere/at/all/', view: null }],
		['/x/y/offline.json', { kind: 'passThrough' }],
		['/x/y/service-worker.js', { kind: 'passThrough' }],
		['/x/z/', { kind: 'passThrough' }],
		['/x/yz/', { kind: 'passThrough' }],
		['/', { kind: 'passThrough' }]
	])('%s', (path, expected) => expect(route(path)).toEqual(expected));

	it.each([
		['/x/y/backend/', '/x/y/?category=backend'],
		['/x/y/backend/?q=c%23', '/x/y/?q=c%23&category=backend'],
		['/x/y/backend/page/2/', '/x/y/?category=backend'],
		['/x/y/backend/level/advanced/', '/x/y/?category=backend&level=Advanced'],
		['/x/y/backend/level/advanced/page/2/', '/x/y/?category=backend&level=Advanced'],
		['/x/y/backend/level/expert/', null],
		['/x/y/backend/nothing/advanced/', null],
		['/x/y/page/3/?sort=title', '/x/y/?sort=title'],
		['/x/y/tags/csharp/', '/x/y/?tag=csharp']
	])('%s, of a large library whose list pages are not installed, leads to %s', (path, view) => {
		const large = { ...site, precached: new Set(['/x/y/', '/x/y/favicon.svg']) };
		const url = `https://a.example${path}`;
		const request = { method: 'GET', url, mode: 'navigate', cache: 'default' } as const;
		expect(routeRequest(request, large)).toMatchObject({ kind: 'page', view });
	});

	it('is to pass through for other origins, other methods and forced reloads', () => {
		const article = '/x/y/backend/outbox/';
		expect(route(article, { method: 'POST' })).toEqual({ kind: 'passThrough' });
		expect(route(article, { url: `https://b.example${article}` })).toEqual({ kind: 'passThrough' });
		for (const cache of ['no-store', 'reload'] as const) {
			expect(route(article, { cache })).toEqual({ kind: 'passThrough' });
			expect(route(article, { cache, mode: 'navigate' }).kind).toBe('article');
		}
	});

	it('never throws, whatever the path', () => {
		fc.assert(fc.property(fc.webPath(), (path) => void route(`/x/y${path}`)));
	});

	it('has one path for each page', () => {
		fc.assert(
			fc.property(fc.webPath(), (path) => {
				const once = canonicalPath(path);
				expect(once.endsWith('/')).toBe(true);
				if (!path.endsWith('index.html')) expect(canonicalPath(`${once}index.html`)).toBe(once);
			})
		);
	});
});

describe('a response', () => {
	const sound = { ok: true, redirected: false, type: 'basic' as const };
	it.each([
		['/a.js', 'text/javascript; charset=utf-8', true],
		['/a.js', 'text/html', false],
		['/a.css', 'text/css', true],
		['/a.css', 'text/html', false],
		['/a.json', 'application/json', true],
		['/a.json', 'text/html', false],
		['/a/', 'text/html', true],
		['/a/', 'application/json', false],
		['/a/', null, false],
		['/a.png', 'image/png', true],
		['/a.png', 'text/html', false]
	])('for %s of type %s: %s', (path, contentType, expected) =>
		expect(isValidResponse(path, { ...sound, contentType })).toBe(expected)
	);

	it('that failed, was redirected or is opaque is invalid', () => {
		for (const wrong of [{ ok: false }, { redirected: true }, { type: 'opaque' as const }])
			expect(isValidResponse('/a/', { ...sound, ...wrong, contentType: 'text/html' })).toBe(false);
	});
});

describe('the cache', () => {
	it.each([
		[[], 0],
		[[1, 1, 1], 0],
		[[1, 1, 1, 1], 1],
		[[1, 1, 1, 1, 1], 2],
		[[8, 8, 8], 2],
		[[99], 0],
		[[1, 99], 1]
	])(
		'keeps of visited articles of %j bytes, at most 3 and 10 bytes, all but the first %i',
		(sizes, gone) => expect(evictionCount(sizes, { articles: 3, bytes: 10 })).toBe(gone)
	);

	it('keeps of builds its own, the previous one, and those of saved articles', () => {
		expect([...buildsToKeep('3', '2', ['1', '3', '1'])]).toEqual(['3', '2', '1']);
		expect([...buildsToKeep('1', null, [])]).toEqual(['1']);
	});
});

describe('a message', () => {
	it.each([
		null,
		undefined,
		0,
		'take',
		[],
		{},
		{ type: 'TAKE' },
		{ type: ['take'] },
		{ type: 'toString' }
	])('%j is not ours', (data) => expect(readMessage(data)).toBeNull());

	it.each(['take', 'takeIfAlone', 'version'])('%s is ours', (type) =>
		expect(readMessage({ type, more: 1 })).toEqual({ type })
	);
});
