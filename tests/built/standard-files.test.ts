// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { jsonFeedFaults } from '../standards/json-feed.ts';
import { sitemapFaults } from '../standards/sitemap.ts';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';

const read = (name: 'own' | 'fixture' | 'features' | 'empty' | 'single', file: string) =>
	readFileSync(join(inject(name).folder, file), 'utf8');

/** @throws if the text is not well-formed XML */
function readXml(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'application/xml');
	const error = document.querySelector('parsererror');
	if (error) throw new Error(error.textContent);
	return document;
}

const feedsIn = (html: string) =>
	[...parsed(html).querySelectorAll('link[rel=alternate]')].map(
		(link) => `${link.getAttribute('title')}: ${link.getAttribute('href')}`
	);

/** The dates in the fixture's sitemap, by path. */
const lastChanges = (source: string) =>
	new Map(
		[...readXml(source).querySelectorAll('url')].map((url) => [
			texts(url, 'loc')[0]!.slice(`${origin}/x/y/`.length),
			texts(url, 'lastmod')[0]
		])
	);

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
			// In feeds, diagrams are images, footnotes follow a rule, and nothing needs a script.
			for (const one of page.querySelectorAll(
				'.link-notes, .proof, svg, #footnote-label, form, button'
			))
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
		expect(jsonFeedFaults(read('empty', 'feed.json'))).toEqual([]);
	});

	it('are linked in every page by the title of the site', () => {
		for (const file of ['index.html', 'web/index.html', '404.html'])
			expect(feedsIn(read('fixture', file)).slice(0, 2), file).toEqual([
				'Fixture: /x/y/feed.xml',
				'Fixture: /x/y/feed.json'
			]);
	});

	it('of a category are linked in its pages', () => {
		for (const file of ['web/index.html', 'web/level/advanced/index.html'])
			expect(feedsIn(read('fixture', file)).slice(2), file).toEqual([
				`Web · Fixture: ${origin}/x/y/web/feed.xml`,
				`Web · Fixture: ${origin}/x/y/web/feed.json`
			]);
		expect(feedsIn(read('fixture', 'tags/index.html'))).toHaveLength(2);
	});

	it.each(['feed', 'web/feed'])('as JSON (%s) have the same articles as Atom', (name) => {
		const source = read('fixture', `${name}.json`);
		expect(jsonFeedFaults(source)).toEqual([]);
		const feed = JSON.parse(source) as { feed_url: string; items: Record<string, string>[] };
		expect(feed.feed_url).toBe(`${origin}/x/y/${name}.json`);
		const entries = [...readXml(read('fixture', `${name}.xml`)).querySelectorAll('entry')];
		expect(feed.items.map(({ id, content_html }) => [id, content_html])).toEqual(
			entries.map((entry) => [...texts(entry, 'id'), ...texts(entry, 'content')])
		);
		expect(feed.items[0]!.image).toMatch(
			/^https:\/\/fixture\.example\/x\/y\/\w+\/[\w-]+\/preview\.png\?v=[0-9a-f]{8}$/
		);
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
