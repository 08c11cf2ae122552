import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { sitemapFaults } from '../standards/sitemap.ts';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';
import { articleUrls, origin, parsed, read, readXml, texts } from './read-standard-file.ts';

/** The dates in the fixture's sitemap, by path. */
const lastChanges = (source: string) =>
	new Map(
		[...readXml(source).querySelectorAll('url')].map((url) => [
			texts(url, 'loc')[0]!.slice(`${origin}/x/y/`.length),
			texts(url, 'lastmod')[0]
		])
	);

describe('the sitemap', () => {
	it('lists every article with its last change, and no missing page', () => {
		const { folder } = inject('fixture');
		const sitemap = readXml(read('fixture', 'sitemap.xml'));
		expect(sitemap.documentElement.namespaceURI).toBe(
			'http://www.sitemaps.org/schemas/sitemap/0.9'
		);
		const places = texts(sitemap, 'loc');
		expect(places).toEqual(expect.arrayContaining(articleUrls));
		for (const url of places) {
			expect(url.startsWith(`${origin}/x/y/`), url).toBe(true);
			const path = decodeURIComponent(url.slice(`${origin}/x/y/`.length));
			expect(existsSync(join(folder, path, 'index.html')), url).toBe(true);
		}
		for (const { slug } of readdirSync(join(folder, 'tags')).map((slug) => ({ slug })))
			if (slug !== 'index.html' && decodeURIComponent(slug) === slug)
				expect(places).toContain(`${origin}/x/y/tags/${encodeURIComponent(slug)}/`);
	});

	it('follows its protocol', () => {
		for (const [name, address] of [
			['fixture', `${origin}/x/y/sitemap.xml`],
			['own', 'https://offprint.example/sitemap.xml']
		] as const) {
			const source = read(name, 'sitemap.xml');
			expect(sitemapFaults(source, readXml(source), address)).toEqual([]);
		}
	});

	it('dates lists by the last change of their articles', () => {
		const dates = lastChanges(read('fixture', 'sitemap.xml'));
		const newest = (articles: { published: string }[]) =>
			articles
				.map(({ published }) => published)
				.sort()
				.at(-1);
		const all = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n));
		expect(dates.get('')).toBe(newest(all));
		expect(dates.get('web/')).toBe(newest(all.filter(({ category }) => category === 'web')));
		expect(dates.get('tags/csharp/')).toBe(newest(all.filter(({ tags }) => tags.includes('c#'))));
		for (const { category, slug, published } of all)
			expect(dates.get(`${category}/${slug}/`)).toBe(published);
	});

	it('leaves out levels without articles', () => {
		const levelsIn = (name: 'fixture' | 'single') =>
			texts(readXml(read(name, 'sitemap.xml')), 'loc').filter((url) => url.includes('/level/'));
		// In each category of the fixture all articles are of one level.
		expect(levelsIn('fixture').map((url) => url.slice(`${origin}/x/y/`.length))).toEqual([
			'backend/level/beginner/',
			'web/level/intermediate/',
			'data/level/advanced/'
		]);
		expect(levelsIn('single')).toHaveLength(1);
	});

	it('is named in robots.txt, which excludes nobody', () => {
		expect(read('fixture', 'robots.txt')).toBe(
			`User-agent: *\nAllow: /\n\nSitemap: ${origin}/x/y/sitemap.xml\n`
		);
	});
});

describe('the description for OpenSearch', () => {
	it('leads to the library with the query', () => {
		const document = readXml(read('fixture', 'opensearch.xml'));
		expect(document.documentElement.namespaceURI).toBe('http://a9.com/-/spec/opensearch/1.1/');
		expect(document.querySelector('Url')!.getAttribute('template')).toBe(
			`${origin}/x/y/?q={searchTerms}`
		);
		expect(document.querySelector('ShortName')!.textContent.length).toBeLessThanOrEqual(16);
		const link = parsed(read('fixture', 'index.html')).querySelector('link[rel=search]')!;
		expect(link.getAttribute('title')).toBe('Fixture');
	});
});

describe('the manifest', () => {
	it('starts the application under its base path', () => {
		const manifest = JSON.parse(read('fixture', 'manifest.webmanifest')) as Record<string, unknown>;
		expect(manifest).toMatchObject({
			id: '/x/y/',
			start_url: '/x/y/',
			scope: '/x/y/',
			display: 'standalone'
		});
	});
});

describe('404.html', () => {
	it('says so, links to the library, and is not indexed', () => {
		const page = parsed(read('fixture', '404.html'));
		expect(page.querySelector('h1')!.textContent).toBe('Page not found');
		expect(page.querySelector('meta[name=robots]')!.getAttribute('content')).toBe('noindex');
		expect(page.querySelector('main a[href="/x/y/"]')).not.toBeNull();
	});
});
