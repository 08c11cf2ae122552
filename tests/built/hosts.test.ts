import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { siteHandler } from '../../src/scripts/site-server.ts';
import { observatoryScore } from '../standards/observatory.ts';
import { fixtureAlias, fixtureArticle } from './fixture-library.ts';
import { nginx, serveByNginx } from './nginx.ts';

const servers = ['npm start', 'nginx'] as const;

/** What a host decides about a response, besides its body. */
const compared = [
	'cache-control',
	'content-security-policy',
	'cross-origin-opener-policy',
	'cross-origin-resource-policy',
	'permissions-policy',
	'referrer-policy',
	'strict-transport-security',
	'x-content-type-options'
];

const old = fixtureArticle(fixtureAlias.n);
const immutable = 'public, max-age=31536000, immutable';

describe.each(['features', 'fixture'] as const)('the %s site', (name) => {
	const { folder, base } = inject(name);
	/** The largest hashed file with an extension; a small one has no compressed copy. */
	const hashed = (extension: string) => {
		const files = readdirSync(join(folder, '_app/immutable'), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith(extension))
			.map((file) => ({ file, size: statSync(join(folder, '_app/immutable', file)).size }));
		const { file } = files.reduce((largest, next) => (next.size > largest.size ? next : largest));
		return `/_app/immutable/${file.replaceAll('\\', '/')}`;
	};
	const article = name === 'fixture' ? `/${old.category}/${old.slug}/` : '/web/features/';
	/** Path → type, and how long it is kept. */
	const files: [path: string, type: RegExp, cache: string][] = [
		['/', /^text\/html; ?charset=utf-8$/i, 'no-cache'],
		['/web/', /^text\/html/, 'no-cache'],
		[article, /^text\/html/, 'no-cache'],
		['/404.html', /^text\/html/, 'no-cache'],
		['/service-worker.js', /javascript/, 'no-cache'],
		['/offline.json', /^application\/json/, 'no-cache'],
		['/_app/version.json', /^application\/json/, 'no-cache'],
		['/feed.xml', /xml/, 'no-cache'],
		['/sitemap.xml', /xml/, 'no-cache'],
		['/robots.txt', /^text\/plain/, 'no-cache'],
		['/manifest.webmanifest', /^application\/manifest\+json/, 'no-cache'],
		['/favicon.svg', /^image\/svg\+xml/, 'no-cache'],
		['/icons/icon-192.png', /^image\/png$/, 'no-cache'],
		[hashed('.js'), /javascript/, immutable],
		[hashed('.css'), /^text\/css/, immutable],
		[hashed('.json'), /^application\/json/, immutable]
	];
	if (name === 'features')
		files.push(
			[hashed('.avif'), /^image\/avif$/, immutable],
			['/web/features/picture.png', /^image\/png$/, 'no-cache'],
			['/web/features/gr%C3%B6%C3%9Fe-%E5%9B%B3.png', /^image\/png$/, 'no-cache']
		);
	const redirects = [
		['/web?q=a', '/web/?q=a'],
		...(name === 'fixture'
			? [[`${fixtureAlias.path}?q=a&sort=title`, `${article}?q=a&sort=title`]]
			: [
					['/web/old-name/', '/web/long/'],
					['/2019/long.html?a=1', '/web/long/?a=1']
				])
	] as [string, string][];

	describe.each(servers)('served by %s', (server) => {
		const isMissing = server === 'nginx' && !nginx;
		let origin: string;
		let stop: () => Promise<void> | void;

		beforeAll(async () => {
			if (isMissing) return;
			if (server === 'nginx') return void ({ origin, stop } = await serveByNginx({ folder, base }));
			const own: Server = createServer(siteHandler(folder, base));
			await new Promise<void>((listening) => own.listen(0, '127.0.0.1', listening));
			origin = `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
			stop = () => {
				own.closeAllConnections();
				own.close();
			};
		});
		afterAll(() => stop?.());

		const ask = (path: string, encoding = 'gzip') =>
			fetch(origin + base + path, {
				redirect: 'manual',
				headers: { 'Accept-Encoding': encoding }
			});

		it.skipIf(isMissing)('every kind of file has its type, headers and bytes', async () => {
			for (const [path, type, cache] of files) {
				const response = await ask(path);
				expect(response.status, path).toBe(200);
				expect(response.headers.get('Content-Type'), path).toMatch(type);
				expect(response.headers.get('Cache-Control'), path).toBe(cache);
				expect(response.headers.get('X-Content-Type-Options'), path).toBe('nosniff');
				const file = decodeURI(path).replace(/\/$/, '/index.html');
				const body = Buffer.from(await response.arrayBuffer());
				expect(body.equals(readFileSync(join(folder, file))), path).toBe(true);
			}
		});

		it.skipIf(isMissing)('text is compressed if the build did so', async () => {
			for (const path of ['/', '/feed.xml', hashed('.js'), '/service-worker.js']) {
				const { headers } = await ask(path);
				const expected = name === 'features' ? 'gzip' : null;
				expect(headers.get('Content-Encoding'), path).toBe(expected);
				if (expected) expect(headers.get('Vary'), path).toBe('Accept-Encoding');
				expect((await ask(path, 'identity')).headers.get('Content-Encoding'), path).toBeNull();
			}
		});

		it.skipIf(isMissing)('what is missing has the page that says so', async () => {
			for (const path of ['/nowhere/', '/nowhere.js', '/web/nowhere/']) {
				const response = await ask(path);
				expect(response.status, path).toBe(404);
				expect(response.headers.get('Content-Security-Policy'), path).toContain('frame-ancestors');
				expect(await response.text()).toContain('There’s nothing at this address');
			}
		});

		it.skipIf(isMissing)('old addresses lead to the article with their query', async () => {
			for (const [from, to] of redirects) {
				const { status, headers } = await ask(from);
				expect([from, status, headers.get('Location')]).toEqual([from, 301, base + to]);
			}
		});

		it.skipIf(isMissing)('the HTTP Observatory gives its pages 115 points at least', async () => {
			for (const path of ['/', '/web/', article, '/404.html', '/nowhere/']) {
				const { score, results } = observatoryScore((await ask(path)).headers);
				expect({ path, score, results }).toMatchObject({ score: 130 });
				expect(score).toBeGreaterThanOrEqual(115);
			}
		});
	});

	it.skipIf(!nginx)('npm start and nginx send the same headers', async () => {
		const own = createServer(siteHandler(folder, base));
		await new Promise<void>((listening) => own.listen(0, '127.0.0.1', listening));
		const other = await serveByNginx({ folder, base });
		try {
			const origin = `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
			const headersOf = async (url: string) => {
				const { headers } = await fetch(url, { redirect: 'manual' });
				return Object.fromEntries(compared.map((header) => [header, headers.get(header)]));
			};
			for (const path of [
				...files.map(([path]) => path),
				'/nowhere/',
				...redirects.map(([from]) => from)
			])
				expect(await headersOf(other.origin + base + path), path).toEqual(
					await headersOf(origin + base + path)
				);
		} finally {
			own.close();
			await other.stop();
		}
	});
});

describe('an old address', () => {
	it('is in no sitemap, feed, list of files to keep or catalogue', () => {
		for (const name of ['features', 'fixture'] as const) {
			const { folder } = inject(name);
			const alias = name === 'fixture' ? fixtureAlias.path : '/web/old-name/';
			for (const file of ['sitemap.xml', 'feed.xml', 'service-worker.js', 'index.html'])
				expect(readFileSync(join(folder, file), 'utf8'), file).not.toContain(alias);
			const list = JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8')) as {
				articles: Record<string, unknown>;
				renamed: Record<string, string>;
			};
			expect(Object.keys(list.articles)).not.toContain(alias.slice(1, -1));
			expect(Object.keys(list.renamed)).toContain(alias.slice(1, -1));
		}
	});
});
