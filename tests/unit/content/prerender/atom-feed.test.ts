import { describe, expect, it } from 'vitest';
import { atomFeed } from '../../../../src/lib/content/prerender/atom-feed.ts';
import type { Feed } from '../../../../src/lib/content/prerender/feed.ts';

const article = {
	title: 'Queues & <locks>',
	description: 'What a queue costs.',
	published: '2026-01-02',
	tags: ['c#']
};
const feedOf = (changes: Partial<Feed> = {}) =>
	atomFeed({
		title: 'Backend',
		subtitle: '.NET & more',
		author: 'A',
		language: 'en',
		page: 'https://a.example/x/backend/',
		self: 'https://a.example/x/backend/feed.xml',
		entries: [],
		...changes
	});
const entry = (html: string, more: Partial<typeof article & { updated: string }> = {}) => ({
	article: { ...article, ...more },
	url: 'https://a.example/x/backend/queues/',
	html,
	image: 'https://a.example/x/backend/queues/preview.png?v=1'
});

describe('the Atom feed', () => {
	it('contains the whole article', () => {
		expect(feedOf({ entries: [entry('<p>a &#x26; b</p>')] })).toMatchInlineSnapshot(`
			"<?xml version="1.0" encoding="utf-8"?>
			<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
				<id>https://a.example/x/backend/</id>
				<title>Backend</title>
				<subtitle>.NET &amp; more</subtitle>
				<updated>2026-01-02T00:00:00Z</updated>
				<author><name>A</name></author>
				<link rel="self" type="application/atom+xml" href="https://a.example/x/backend/feed.xml" />
				<link rel="alternate" type="text/html" href="https://a.example/x/backend/" />
				<entry>
					<id>https://a.example/x/backend/queues/</id>
					<title>Queues &amp; &lt;locks&gt;</title>
					<link rel="alternate" type="text/html" href="https://a.example/x/backend/queues/" />
					<published>2026-01-02T00:00:00Z</published>
					<updated>2026-01-02T00:00:00Z</updated>
					<category term="c#" />
					<summary>What a queue costs.</summary>
					<content type="html">&lt;p&gt;a &amp;#x26; b&lt;/p&gt;</content>
				</entry>
			</feed>
			"
		`);
	});

	it('has the book of its articles as an enclosure', () => {
		const book = { url: 'https://a.example/x/backend/backend.epub', bytes: 1234 };
		expect(feedOf({ book })).toContain(
			`<link rel="enclosure" type="application/epub+zip" length="1234" href="${book.url}" />`
		);
	});

	it('was updated when the last of its articles was', () => {
		const entries = [
			entry('', { updated: '2026-05-01' }),
			entry('', { published: '2026-03-01' }),
			entry('')
		];
		expect(/<updated>(.*?)</.exec(feedOf({ entries }))![1]).toBe('2026-05-01T00:00:00Z');
		expect(feedOf()).toContain('<updated>1970-01-01T00:00:00Z</updated>');
	});

	it('omits characters that are invalid in XML', () => {
		expect(feedOf({ title: 'a\u0000\u001b\ud800b\ufffe' })).toContain('<title>a\ufffdb</title>');
	});
});
