import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { jsonFeedFaults } from '../standards/json-feed.ts';
import { articleUrls, origin, parsed, read, readXml, texts } from './read-standard-file.ts';

const feedsIn = (html: string) =>
	[...parsed(html).querySelectorAll('link[rel=alternate]')].map(
		(link) => `${link.getAttribute('title')}: ${link.getAttribute('href')}`
	);

/** The text with white space collapsed. */
const words = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim();

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
				'.link-notes, .needs-script, .proof, svg, #footnote-label, form, button'
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
