import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import {
	loadSearchEngine,
	titleShare,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';

interface Case {
	rule: string;
	query: string;
	typing?: boolean;
	/** Title, headings and text by slug; the slug that must be first is `wanted`. */
	articles: Record<string, [title: string, headings: string, text: string]>;
}

const cases: Case[] = [
	{
		rule: 'many words that begin as what is typed count as the best of them',
		query: 'owned ent',
		typing: true,
		articles: {
			wanted: ['Owned types', 'Entities', 'An owned entity.'],
			entries: ['Other', 'Entries', 'Entry, entrance, enter, entire, enterprise, entail: owned.']
		}
	},
	{
		rule: 'a query is read up to a length',
		query: `relay${' '.repeat(5000)}outbox`,
		articles: {
			wanted: ['Relay', '', 'A switch.'],
			outbox: ['The outbox', '', 'The relay of the outbox: a relay.']
		}
	},
	{
		rule: 'a title’s match is worth less than one in the text and the headings',
		query: 'enumerate conversions',
		articles: {
			wanted: ['Values', 'Conversions', 'How to enumerate conversions.'],
			titled: ['Conversions of units', '', 'Pounds and feet.'],
			titledToo: ['An apple', '', 'Nothing.']
		}
	},
	{
		rule: 'a word of most texts is common in the one title that has it, too',
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
		rule: 'a title is the nearer, the more of it is asked for',
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

const indexed = async (...articles: Article[]) =>
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
	// One of two articles has the term, in fields of even length: BM25 leaves the rarity, ln 2.
	it.each([
		['title', 'term', '', 'other', '', 0.55],
		['description', 'title', '', 'other', 'term', 0.5],
		['headings', 'title', 'term', 'other', '', 0.45],
		['text', 'title', '', 'term', '', 1]
	])('weighs what its boost says: %s', async (_name, title, heading, text, description, boost) => {
		const engine = await indexed(
			['a', title, heading, text, description],
			['b', 'name', heading && 'name', 'name', description && 'name']
		);
		expect(engine.search('term')[0]!.score).toBeCloseTo(boost * Math.log(2), 6);
	});

	it('is saturated by k and measured by b: BM25 of 1.2 and .8', async () => {
		const engine = await indexed(
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

describe('the terms of a query', () => {
	it('are alternatives: one that no article has hides nothing', async () => {
		const engine = await indexed(
			['a', 'A', '', 'relay'],
			['b', 'B', '', 'ledger'],
			['c', 'C', '', 'queue']
		);
		expect(slugs(engine, 'relay ledger xylophone')).toEqual(['a', 'b']);
	});

	it('add up, however many an article has of them', async () => {
		const engine = await indexed(['a', 'A', '', 'relay ledger'], ['b', 'B', '', 'ledger queue']);
		const score = (query: string) => engine.search(query).find(({ id }) => id === 'x/a')!.score;
		expect(score('relay ledger')).toBeCloseTo(score('relay') + score('ledger'), 6);
	});

	it.each([
		['that the index holds is not completed', 'cat', true, ['held']],
		['that it does not hold is, while it is typed', 'categ', true, ['longer']],
		['is not completed once it is left', 'catego', false, []],
		['is completed at the end alone', 'categ held', true, ['held']],
		['that it holds is not taken for a slip', 'held', false, ['held']],
		['that it does not hold may be one', 'categroy', false, ['longer']],
		['of three letters is no slip', 'cxt', false, []]
	] as const)('%s: %j', async (_rule, query, typing, expected) => {
		const engine = await indexed(
			['held', 'H', '', 'cat held'],
			['longer', 'L', '', 'category helm']
		);
		expect(slugs(engine, query, typing)).toEqual(expected);
	});
});

describe('what stands for a term', () => {
	const words = ['a', 'A', '', 'transaction'] as const;
	const score = async (query: string, typing = false) =>
		(await indexed([...words], ['b', 'B', '', 'queue'])).search(query, { typing })[0]!.score;

	// Of eight letters, as the stem has: MiniSearch's weight of a word that goes on, and ours of one
	// that lacks its ending or has a slip.
	it.each([
		['begun', 'tran', (0.375 * 8) / (8 + 0.3 * 4)],
		['up to its ending', 'transactio', 0.8],
		['misspelt', 'trnasaction', (0.9 * 8) / (8 + 2)]
	])('counts less than the word itself where it is %s', async (_what, query, share) => {
		expect(await score(query, true)).toBeCloseTo(share * (await score('transaction')), 9);
	});

	it('is a title as far as the query is, and the title', async () => {
		const engine = await indexed(
			['a', 'Cache keys', '', 'x'],
			['b', 'Cache keys of shops', '', 'x'],
			['c', 'Other', '', 'x']
		);
		const likeness = (query: string, id: string) =>
			engine.explain(query, id).shares.find(({ term }) => term === titleShare)?.score ?? 0;
		const whole = likeness('cache keys', 'x/a');
		expect(likeness('cache', 'x/a')).toBe(0);
		expect(likeness('cache keys', 'x/b')).toBeLessThan(whole);
		expect(likeness('cache keys unheard', 'x/a')).toBeCloseTo((whole * 2) / 3, 9);
	});
});

describe.each(cases)('$rule', ({ query, typing, articles }) => {
	let found: string[];

	beforeAll(async () => {
		const engine = await indexed(
			...Object.entries(articles).map(([slug, texts]): Article => [slug, ...texts])
		);
		found = engine.search(query, { typing }).map(({ id }) => id);
	});

	it('puts the right article first', () => {
		expect(found.length).toBeGreaterThan(1);
		expect(found[0]).toBe('x/wanted');
	});
});
