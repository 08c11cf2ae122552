// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';

const read = (name: 'own' | 'fixture' | 'features' | 'empty', file: string) =>
	readFileSync(join(inject(name).folder, file), 'utf8');

/** @throws if the text is not well-formed XML */
function readXml(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'application/xml');
	const error = document.querySelector('parsererror');
	if (error) throw new Error(error.textContent);
	return document;
}

const texts = (parent: ParentNode, selector: string) =>
	[...parent.querySelectorAll(selector)].map(({ textContent }) => textContent);

const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** The text with white space collapsed. */
const words = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim();

const origin = 'https://fixture.example';
const articleUrls = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n))
	.reverse()
	.map(({ category, slug }) => `${origin}/x/y/${category}/${slug}/`);

describe('the feeds', () => {
	it('contain the newest articles, newest first, with the URLs of their pages', () => {
		const feed = readXml(read('fixture', 'feed.xml'));
		expect(feed.documentElement.namespaceURI).toBe('http://www.w3.org/2005/Atom');
		expect(texts(feed, 'entry > id')).toEqual(articleUrls.slice(0, 60));
		expect(feed.querySelector('link[rel=self]')!.getAttribute('href')).toBe(
			`${origin}/x/y/feed.xml`
		);
	});

	it('of a category contain only its articles', () => {
		const feed = readXml(read('fixture', 'web/feed.xml'));
		expect(texts(feed, 'entry > id')).toEqual(articleUrls.filter((url) => url.includes('/web/')));
		expect(texts(feed, 'feed > subtitle')).toEqual(['Pages & browsers']);
	});

	it.each(['own', 'features'] as const)('of the %s site contain every article in full', (name) => {
		const entries = [...readXml(read(name, 'feed.xml')).querySelectorAll('entry')];
		expect(entries.length).toBeGreaterThan(1);
		for (const entry of entries) {
			const url = entry.querySelector('id')!.textContent;
			const content = parsed(entry.querySelector('content')!.textContent);
			const page = parsed(read(name, `${new URL(url).pathname}index.html`));
			// In feeds, diagrams are images and footnotes follow a rule instead of a heading.
			for (const one of page.querySelectorAll('.link-notes, .proof, svg, #footnote-label'))
				one.remove();
			expect(words(content.body.textContent.replaceAll(/[☐☑]/g, '')), url).toBe(
				words(page.querySelector('#articleBody')!.textContent)
			);
			for (const { src } of content.querySelectorAll('img')) {
				const file = decodeURIComponent(new URL(src).pathname);
				expect(existsSync(join(inject(name).folder, file)), src).toBe(true);
			}
			for (const link of content.querySelectorAll('[href], [src]'))
				expect(link.getAttribute('href') ?? link.getAttribute('src'), url).toMatch(/^\w+:/);
		}
	});

	it('exist and are empty for a library without articles', () => {
		expect(texts(readXml(read('empty', 'feed.xml')), 'entry')).toEqual([]);
	});

	it('are linked in every page', () => {
		for (const file of ['index.html', 'web/index.html', '404.html'])
			expect(
				parsed(read('fixture', file))
					.querySelector('link[rel=alternate][type="application/atom+xml"]')!
					.getAttribute('href'),
				file
			).toBe('/x/y/feed.xml');
	});
});

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
		expect(texts(sitemap, 'lastmod')[0]).toMatch(/^2026-/);
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
