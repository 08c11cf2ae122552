import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../src/lib/content/prerender/feed.ts';
import { jsonFeed } from '../../../../src/lib/content/prerender/json-feed.ts';
import { jsonFeedFaults } from '../../../standards/json-feed.ts';

const page = 'https://a.example/x/backend/';
const feed = (changes: Partial<Feed> = {}): Feed => ({
	title: 'Backend',
	subtitle: '.NET & more',
	author: 'A',
	language: 'en',
	page,
	self: `${page}feed.json`,
	entries: [
		{
			article: {
				title: 'Queues & <locks>',
				description: 'What a queue costs.',
				published: '2026-01-02',
				updated: '2026-02-03',
				tags: ['c#']
			},
			url: `${page}queues/`,
			html: '<p>a &#x26; b</p>',
			image: `${page}queues/preview.png?v=1`
		}
	],
	...changes
});

describe('the JSON Feed', () => {
	it('follows version 1.1 and holds the whole article', () => {
		const source = jsonFeed(feed());
		expect(jsonFeedFaults(source)).toEqual([]);
		expect((JSON.parse(source) as { items: unknown[] }).items[0]).toEqual({
			id: `${page}queues/`,
			url: `${page}queues/`,
			title: 'Queues & <locks>',
			content_html: '<p>a &#x26; b</p>',
			summary: 'What a queue costs.',
			image: `${page}queues/preview.png?v=1`,
			date_published: '2026-01-02T00:00:00Z',
			date_modified: '2026-02-03T00:00:00Z',
			tags: ['c#']
		});
	});

	it('is valid without articles', () => {
		expect(jsonFeedFaults(jsonFeed(feed({ entries: [] })))).toEqual([]);
	});

	it('is checked: the rules find a date without time, and an item without content', () => {
		const source = jsonFeed(feed());
		expect(jsonFeedFaults(source.replace('2026-01-02T00:00:00Z', '2026-01-02'))).toEqual([
			`${page}queues/ has date_published: "2026-01-02"`
		]);
		expect(jsonFeedFaults(source.replace('content_html', 'content'))).toEqual([
			`${page}queues/ has content`,
			`${page}queues/ is empty`
		]);
	});
});
