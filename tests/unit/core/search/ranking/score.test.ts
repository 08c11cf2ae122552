/** One formula: its parts and the table of its effects are tested on engines built alike. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { defaultWeights } from '../../../../../src/lib/core/search/index/index-options.ts';
import {
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';
import { evidenceNames } from '../../../../../src/lib/core/search/ranking/evidence.ts';

interface Case {
	rule: string;
	query: string;
	typing?: boolean;
	/** Title, headings and text by slug; `wanted` must rank first. */
	articles: Record<string, [title: string, headings: string, text: string]>;
}

const cases: Case[] = [
	{
		rule: 'several completions of a prefix count as the best one',
		query: 'owned ent',
		typing: true,
		articles: {
			wanted: ['Owned types', 'Entities', 'An owned entity.'],
			entries: ['Other', 'Entries', 'Entry, entrance, enter, entire, enterprise, entail: owned.']
		}
	},
	{
		rule: 'a query is truncated at a maximum length',
		query: `relay${' '.repeat(5000)}outbox`,
		articles: {
			wanted: ['Relay', '', 'A switch.'],
			outbox: ['The outbox', '', 'The relay of the outbox: a relay.']
		}
	},
	{
		rule: 'a title match scores less than matches in text and headings',
		query: 'enumerate conversions',
		articles: {
			wanted: ['Values', 'Conversions', 'How to enumerate conversions.'],
			titled: ['Conversions of units', '', 'Pounds and feet.'],
			titledToo: ['An apple', '', 'Nothing.']
		}
	},
	{
		rule: 'a word that is common in texts also counts as common in titles',
		query: 'retry conflict',
		articles: {
			wanted: ['Aggregates', 'Notes', 'A conflict: we retry.'],
			titled: ['Retry', 'Retry', 'Telegram says when to.'],
			a: ['A', 'Notes', 'They retry.'],
			b: ['B', 'Notes', 'They retry.'],
			c: ['C', 'Notes', 'They retry.'],
			d: ['D', 'Notes', 'They retry.'],
			e: ['E', 'Notes', 'They retry.']
		}
	},
	{
		rule: 'a title scores higher the more of it the query contains',
		query: 'conection strings',
		articles: {
			wanted: ['Connection strings', '', 'A connection and its string.'],
			longer: [
				'Connection strings and models of queues',
				'Strings',
				'Connection of strings, strings of a connection. Models of queues.'
			],
			models: ['Models', '', 'Models of nothing.']
		}
	}
];

type Article = [slug: string, title: string, headings: string, text: string, description?: string];

const buildEngine = async (...articles: Article[]) =>
	loadSearchEngine(
		await buildSearchIndex(
			articles.map(([slug, title, heading, prose, description = '']) => ({
				category: 'x',
				slug,
				title,
				description,
				headings: heading ? [{ id: '', depth: 2, text: heading }] : [],
				sections: [{ id: '', heading: '', prose, code: '' }]
			})),
			'en'
		)
	);
const slugs = (engine: SearchEngine, query: string, typing = false) =>
	engine
		.search(query, { typing })
		.map(({ id }) => id.slice(2))
		.sort();

describe('a field', () => {
	// One of two articles has the term, in fields of equal length, so BM25 reduces to the IDF, ln 2.
	it.each([
		['title', 'term', '', 'other', '', 0.55],
		['description', 'title', '', 'other', 'term', 0.5],
		['headings', 'title', 'term', 'other', '', 0.45],
		['text', 'title', '', 'term', '', 1]
	])('is weighted by its boost: %s', async (_name, title, heading, text, description, boost) => {
		const engine = await buildEngine(
			['a', title, heading, text, description],
			['b', 'name', heading && 'name', 'name', description && 'name']
		);
		expect(engine.search('term')[0]!.score).toBeCloseTo(boost * Math.log(2), 6);
	});

	it('is scored by BM25 with k = 1.2 and b = 0.8', async () => {
		const engine = await buildEngine(
			['a', 'one', '', 'term term term other'],
			['b', 'two', '', 'name name']
		);
		const length = 1 - 0.8 + 0.8 * (4 / 3);
		expect(engine.search('term')[0]!.score).toBeCloseTo(
			(Math.log(2) * 3 * 2.2) / (3 + 1.2 * length),
			6
		);
	});
});

describe('other weights', () => {
	const articles: Article[] = [
		['a', 'term', 'term', 'term term other', 'term'],
		['b', 'name', 'name', 'term name', 'name']
	];

	it('score the same index as if the site had them', async () => {
		const engine = await buildEngine(...articles);
		const idf = Math.log(1.2);
		const bm25 = { k: 2, b: 0 };
		const only = { title: 0, description: 0, headings: 0, text: 3, keywords: 0 };
		const [first] = engine.withWeights({ bm25, fieldBoosts: only }).search('term');
		expect(first!.id).toBe('x/a');
		expect(first!.score).toBeCloseTo((3 * idf * 2 * 3) / (2 + 2), 9);
	});

	it('leave the engine that they came from as it was', async () => {
		const engine = await buildEngine(...articles);
		const scores = () => engine.search('term').map(({ id, score }) => [id, score]);
		const before = scores();
		const same = engine.withWeights(defaultWeights);
		expect(same.search('term').map(({ id, score }) => [id, score])).toEqual(before);
		engine.withWeights({ ...defaultWeights, bm25: { k: 0, b: 1 } }).search('term');
		expect(scores()).toEqual(before);
	});
});

describe('query terms', () => {
	it('are alternatives: an unknown term does not exclude articles', async () => {
		const engine = await buildEngine(
			['a', 'A', '', 'relay'],
			['b', 'B', '', 'ledger'],
			['c', 'C', '', 'queue']
		);
		expect(slugs(engine, 'relay ledger xylophone')).toEqual(['a', 'b']);
	});

	it('add up to the score of an article', async () => {
		const engine = await buildEngine(
			['a', 'A', '', 'relay ledger'],
			['b', 'B', '', 'ledger queue']
		);
		const score = (query: string) => engine.search(query).find(({ id }) => id === 'x/a')!.score;
		expect(score('relay ledger')).toBeCloseTo(score('relay') + score('ledger'), 6);
	});

	it.each([
		['in the index is not completed', 'cat', true, ['held']],
		['not in the index is completed while being typed', 'categ', true, ['longer']],
		['is not completed when typing has ended', 'catego', false, []],
		['is completed only at the end of the query', 'categ held', true, ['held']],
		['in the index is not treated as a typo', 'held', false, ['held']],
		['not in the index may be a typo', 'categroy', false, ['longer']],
		['of three letters is not treated as a typo', 'cxt', false, []]
	] as const)('%s: %j', async (_rule, query, typing, expected) => {
		const engine = await buildEngine(
			['held', 'H', '', 'cat held'],
			['longer', 'L', '', 'category helm']
		);
		expect(slugs(engine, query, typing)).toEqual(expected);
	});
});

describe('an inexact match', () => {
	const words = ['a', 'A', '', 'transaction'] as const;
	const score = async (query: string, typing = false) =>
		(await buildEngine([...words], ['b', 'B', '', 'queue'])).search(query, { typing })[0]!.score;

	// The stem has eight letters. Prefix matches use MiniSearch's weight; words without their suffix and
	// typos use ours.
	it.each([
		['a prefix', 'tran', (0.375 * 8) / (8 + 0.3 * 4)],
		['missing its suffix', 'transactio', 0.8],
		['misspelled', 'trnasaction', (0.9 * 8) / (8 + 2)]
	])('scores less than the exact word if it is %s', async (_what, query, share) => {
		expect(await score(query, true)).toBeCloseTo(share * (await score('transaction')), 9);
	});

	it('has a title score proportional to the overlap of title and query', async () => {
		const engine = await buildEngine(
			['a', 'Cache keys', '', 'x'],
			['b', 'Cache keys of shops', '', 'x'],
			['c', 'Other', '', 'x']
		);
		const likeness = (query: string, id: string) =>
			engine.explain(query, id).shares.find(({ term }) => term === evidenceNames.title)?.score ?? 0;
		const whole = likeness('cache keys', 'x/a');
		expect(likeness('cache', 'x/a')).toBe(0);
		expect(likeness('cache keys', 'x/b')).toBeLessThan(whole);
		expect(likeness('cache keys unheard', 'x/a')).toBeCloseTo((whole * 2) / 3, 9);
	});
});

describe.each(cases)('$rule', ({ query, typing, articles }) => {
	let found: string[];

	beforeAll(async () => {
		const engine = await buildEngine(
			...Object.entries(articles).map(([slug, texts]): Article => [slug, ...texts])
		);
		found = engine.search(query, { typing }).map(({ id }) => id);
	});

	it('puts the right article first', () => {
		expect(found.length).toBeGreaterThan(1);
		expect(found[0]).toBe('x/wanted');
	});
});
