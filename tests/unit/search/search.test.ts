import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../src/lib/search/analyse.ts';
import { buildSearchIndex } from '../../../src/lib/search/build-index.ts';
import { withChecksum } from '../../../src/lib/search/checksum.ts';
import {
	IndexError,
	loadSearchEngine,
	titleShare,
	type SearchEngine
} from '../../../src/lib/search/engine.ts';
import { loadStemmer } from '../../../src/lib/search/stemmers.ts';

const english = createAnalyser('en', await loadStemmer('en'));

describe('analysis of documents', () => {
	it.each([
		['C# and F#', ['csharp', 'fsharp']],
		['C++ code', ['cplusplu', 'code']],
		['.NET 10', ['dotnet', '10']],
		['ASP.NET Core', ['aspnet', 'dotnet', 'core']],
		['Node.js', ['nodej', 'node']],
		['HttpClientFactory', ['httpclientfactory', 'http', 'client', 'factori']],
		['EF_Core', ['efcore', 'ef', 'core']],
		['kebab-case', ['kebabcas', 'kebab', 'case']],
		['XMLHttpRequest2', ['xmlhttprequest2', 'xml', 'http', 'request', '2']],
		['a<b>c=d|e`f`\tg', ['b', 'c', 'd', 'e', 'f', 'g']],
		['Café CAFE\u0301 Zürich', ['cafe', 'cafe', 'zurich']],
		['migrations migrating', ['migrat', 'migrat']],
		['how do I use the outbox', ['us', 'outbox']],
		['data:image/png;base64,AAAABBBB and text', ['text']],
		[`${'x'.repeat(65)} y`, ['y']]
	])('%j', (text, terms) => {
		const actual = english.documentTerms(text);
		// Whole identifiers keep their letters; the stemmer alone decides on the rest.
		expect(
			actual.map((term) => term.replace(/^nodejs?$/, 'nodej').replace(/^kebabcase?$/, 'kebabcas'))
		).toEqual(terms);
	});

	it('cuts languages without spaces into words and pairs', () => {
		const terms = createAnalyser('zh').documentTerms('数据库索引 outbox');
		expect(terms).toEqual(expect.arrayContaining(['数据', '据库', '库索', '索引', 'outbox']));
	});
});

describe('analysis of queries', () => {
	it.each([
		['how do I use an outbox', ['us', 'outbox']],
		['how to', ['how', 'to']],
		['outbox outbox', ['outbox']],
		['   ', []],
		['?!', []]
	])('%j', (query, terms) => {
		expect(english.queryTerms(query)).toEqual(terms);
	});

	it('takes a bounded number of terms from anything', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				expect(english.queryTerms(text).length).toBeLessThanOrEqual(32);
			})
		);
	});
});

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
	])('puts the right article first for %j', (query, slug) => {
		expect(ids(query)[0]).toBe(slug);
	});

	it('finds a word while it is being typed, and a rare word beside a common one', () => {
		expect(ids('transac', true)[0]).toBe('outbox');
		expect(ids('trans', true)[0]).toBe('outbox');
		expect(ids('trans', false)).toEqual([]);
		expect(ids('cache uuid')[0]).toBe('ids');
	});

	it('answers nothing to nothing', () => {
		for (const query of ['', ' ', '***', '\ud800']) expect(ids(query)).toEqual([]);
	});

	it('explains a score as the sum of its terms’ shares and its title’s', () => {
		const [hit] = engine.search('cache invalidation events');
		const shares = engine.explain('cache invalidation events', hit!.id);
		expect(shares.map(({ term }) => term)).toEqual([
			...english.queryTerms('cache invalidation events'),
			titleShare
		]);
		expect(shares.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(hit!.score, 6);
	});

	it('gives the same answer twice', () => {
		expect(engine.search('cache')).toEqual(engine.search('cache'));
	});

	it.each([
		['a megabyte', 'word '.repeat(200_000)],
		['a megabyte without a space', 'x'.repeat(1_000_000)],
		['a megabyte of punctuation', '. '.repeat(500_000)],
		['a megabyte of accents to put in order', 'a\u0316\u0301'.repeat(330_000)],
		['2,000 words', Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ')],
		['200 letters', 'a b c d e f g h i j '.repeat(10)],
		['a word of 10,000 characters', 'x'.repeat(10_000)],
		['marks without end', `a${'\u0301'.repeat(5000)}`],
		['patterns', '(a+)+$ [ \\ .* {@html x} <img onerror> </script> &lt;'],
		['control characters', '%00\u0000\u202E\ud800 👩‍💻']
	])('answers %s', (_what, query) => {
		expect(() => engine.search(query, { typing: true })).not.toThrow();
	});

	it.each([
		['{}', '{}'],
		['null', 'null'],
		['a number', '7'],
		['HTML', '<!doctype html><p>Sign in'],
		['nothing', '']
	])('refuses %s for an index', async (_what, file) => {
		await expect(loadSearchEngine(file)).rejects.toThrow(IndexError);
	});

	it('refuses an index that was cut off, is of another version, or damaged', async () => {
		await expect(loadSearchEngine(text.slice(0, -20))).rejects.toThrow('cut off');
		const file = JSON.parse(text) as { schema: string; index: object };
		await expect(loadSearchEngine(JSON.stringify({ ...file, schema: 'old' }))).rejects.toThrow(
			'another version'
		);
		await expect(
			loadSearchEngine(withChecksum(JSON.stringify({ ...file, index: { a: 1 } })))
		).rejects.toThrow('damaged');
	});

	it('refuses an index with a single bit flipped, wherever, that is JSON as before', async () => {
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
