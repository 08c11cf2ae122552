import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import {
	IndexError,
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';
import { evidenceNames } from '../../../../../src/lib/core/search/ranking/evidence.ts';
import { withHeader } from '../index/with-header.ts';

const articles = [
	[
		'outbox',
		'The Transactional Outbox Pattern',
		'Commit state and event together with PostgreSQL and a relay.'
	],
	[
		'cache',
		'Cache Invalidation',
		'Events invalidate the cache. HttpClientFactory appears here in C# code.'
	],
	['factory', 'HttpClientFactory in Depth', 'Handlers and their lifetime, nothing else.'],
	[
		'ids',
		'Better Identifiers',
		'NanoID and UUID, their collisions and index size. Cache cache cache the how to.'
	],
	['howto', 'How To', 'An article with a title of stop words.'],
	['proto', 'Prototypes', 'constructor and __proto__ and toString in JavaScript.']
].map(([slug, title, text]) => ({
	category: 'backend',
	slug: slug!,
	title: title!,
	description: '',
	headings: [],
	sections: [{ id: '', heading: '', prose: text!, code: '' }]
}));

describe('the search engine', () => {
	let text: string;
	let engine: SearchEngine;
	const ids = (query: string, typing = false) =>
		engine.search(query, { typing }).map(({ id }) => id.split('/')[1]);

	beforeAll(async () => {
		text = await buildSearchIndex(articles, 'en');
		engine = await loadSearchEngine(text);
	});

	it.each([
		['The Transactional Outbox Pattern', 'outbox'],
		['transactional outbox pattern', 'outbox'],
		['HttpClientFactory', 'factory'],
		['how do I invalidate a cache', 'cache'],
		['C#', 'cache'],
		['how to', 'howto'],
		['postgressql relay', 'outbox'],
		['nanoid', 'ids'],
		['constructor', 'proto'],
		['__proto__', 'proto']
	])('ranks the right article first for %j', (query, slug) => {
		expect(ids(query)[0]).toBe(slug);
	});

	it('completes a word while it is being typed and prefers rare words to common ones', () => {
		expect(ids('transac', true)[0]).toBe('outbox');
		expect(ids('trans', true)[0]).toBe('outbox');
		expect(ids('trans', false)).toEqual([]);
		expect(ids('cache uuid')[0]).toBe('ids');
	});

	it('returns no hits for an empty query', () => {
		for (const query of ['', ' ', '***', '\ud800']) expect(ids(query)).toEqual([]);
	});

	it('explains a score as the sum of term and title scores', () => {
		const [hit] = engine.search('cache invalidation events');
		const { shares } = engine.explain('cache invalidation events', hit!.id);
		expect(shares.map(({ term }) => term)).toEqual([
			'cach',
			'invalid',
			'event',
			evidenceNames.title
		]);
		expect(shares.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(hit!.score, 6);
	});

	it('returns the same results for the same query', () => {
		expect(engine.search('cache')).toEqual(engine.search('cache'));
	});

	it.each([
		['a megabyte', 'word '.repeat(200_000)],
		['a megabyte without a space', 'x'.repeat(1_000_000)],
		['a megabyte of punctuation', '. '.repeat(500_000)],
		['a megabyte of unordered accents', 'a\u0316\u0301'.repeat(330_000)],
		['2,000 words', Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ')],
		['200 letters', 'a b c d e f g h i j '.repeat(10)],
		['a word of 10,000 characters', 'x'.repeat(10_000)],
		['5,000 combining marks', `a${'\u0301'.repeat(5000)}`],
		['patterns', '(a+)+$ [ \\ .* {@html x} <img onerror> </script> &lt;'],
		['control characters', '%00\u0000\u202E\ud800 👩‍💻']
	])('handles %s', (_what, query) => {
		expect(() => engine.search(query, { typing: true })).not.toThrow();
	});

	it.each([
		['{}', '{}'],
		['null', 'null'],
		['a number', '7'],
		['HTML', '<!doctype html><p>Sign in'],
		['an empty file', '']
	])('rejects %s as an index', async (_what, file) => {
		await expect(loadSearchEngine(file)).rejects.toThrow(IndexError);
	});

	it('rejects a truncated, outdated or damaged index', async () => {
		for (const length of [20, text.length - 20, text.length - 1])
			await expect(loadSearchEngine(text.slice(0, length))).rejects.toThrow('cut off');
		await expect(loadSearchEngine(withHeader(text, { schema: 'old' }))).rejects.toThrow(
			'another version'
		);
		await expect(loadSearchEngine(withHeader(text, { documents: 7 }))).rejects.toThrow('damaged');
	});

	it('rejects an index with any single bit flipped', async () => {
		const places = [...text.matchAll(/\d/g)].filter(
			(_, n, all) => n % Math.ceil(all.length / 50) === 0
		);
		for (const { index } of places) {
			const flipped = String.fromCharCode(text.charCodeAt(index) ^ 1);
			const damaged = text.slice(0, index) + flipped + text.slice(index + 1);
			await expect(loadSearchEngine(damaged), `at ${index}`).rejects.toThrow(IndexError);
		}
	});
});
