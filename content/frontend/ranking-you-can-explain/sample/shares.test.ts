import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { glossaryOf } from '../../../../src/lib/core/search/glossary/glossary.ts';
import {
	defaultWeights,
	type Weights
} from '../../../../src/lib/core/search/index/index-options.ts';
import { minDocuments } from '../../../../src/lib/core/search/index/vectors.ts';
import type { SearchEngine } from '../../../../src/lib/core/search/ranking/engine.ts';
import type { Explanation } from '../../../../src/lib/core/search/ranking/explanation.ts';
import { found, hundredths, openLibrary, scoreOf, type Page } from './library.ts';

const vocabulary = (
	'relay ledger queue mutex socket buffer planner vacuum replica shard cursor index commit ' +
	'HttpClient DbContext retry-after net10.0'
).split(' ');
/** With what makes the engine guess: a typo, half of a word, and a word that no page has. */
const typed = [...vocabulary, 'bufer', 'plann', 'xylophone', 'k8s', 'the'];

/** Enough of them for neighbors and topics to be evidence. */
const pages = Array.from({ length: minDocuments + 7 }, (_, n): Page => {
	const word = (step: number) => vocabulary[(n * step + step * step) % vocabulary.length]!;
	return {
		id: `page-${n}`,
		title: `${word(1)} ${word(2)}`,
		headings: [`${word(3)} ${word(5)}`],
		text: Array.from({ length: 5 + (n % 11) }, (_, at) => word(at + 1)).join(' ')
	};
});

const sumOf = ({ shares }: Explanation) => shares.reduce((sum, { score }) => sum + score, 0);

const query = fc.array(fc.constantFrom(...typed), { minLength: 1, maxLength: 6 });

describe('the shares of a score', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		engine = await openLibrary(pages, glossaryOf('en'));
	});

	// #region property
	function expectSums(weighted: SearchEngine, text: string, typing: boolean) {
		for (const { id, score } of weighted.search(text, { typing }))
			expect(sumOf(weighted.explain(text, id, { typing }))).toBeCloseTo(score, 9);
	}

	it('add up to the score of every hit, for any query', () => {
		fc.assert(
			fc.property(query, fc.boolean(), (some, typing) =>
				expectSums(engine, some.join(' '), typing)
			),
			{ numRuns: 30 }
		);
	});
	// #endregion

	it('add up with any other weights as well', () => {
		const boost = hundredths(8);
		const weights: fc.Arbitrary<Weights> = fc.record({
			bm25: fc.record({
				k: hundredths(4),
				b: hundredths(1)
			}),
			fieldBoosts: fc.record({
				title: boost,
				description: boost,
				headings: boost,
				text: boost,
				keywords: boost
			})
		});
		fc.assert(
			fc.property(query, weights, (some, other) =>
				expectSums(engine.withWeights(other), some.join(' '), false)
			),
			{ numRuns: 30 }
		);
	});

	it('name each term, what it matched, and the evidence of the terms together', () => {
		const shares = (text: string) => {
			const [hit] = engine.search(text);
			return engine.explain(text, hit!.id).shares;
		};
		expect(shares('relay ledger').map(({ term }) => term)).toEqual(
			expect.arrayContaining(['relay', 'ledger', '(near)', '(like)'])
		);
		expect(shares('bufer')).toMatchObject([{ term: 'bufer', matched: ['buffer'], widened: true }]);
	});

	it('may be negative: a page about something else loses for its topic', () => {
		const all = vocabulary.flatMap((a) =>
			vocabulary.flatMap((b) => {
				const text = `${a} ${b}`;
				return engine.search(text).flatMap(({ id }) => engine.explain(text, id).shares);
			})
		);
		const negative = all.filter(({ score }) => score < 0);
		expect(negative.length).toBeGreaterThan(0);
		expect(new Set(negative.map(({ term }) => term))).toEqual(new Set(['(like)']));
	});

	it('follow the weights: without titles, a page with the term in its title only is not found', async () => {
		const small = await openLibrary([
			{ id: 'title', title: 'Relay', text: 'ledger' },
			{ id: 'text', title: 'Ledger', text: 'relay' }
		]);
		const none = { ...defaultWeights.fieldBoosts, title: 0 };
		const blind = small.withWeights({ ...defaultWeights, fieldBoosts: none });
		expect(small.search('relay').length).toBe(2);
		expect(found(blind, 'relay')).toEqual(['text']);
		expect(blind.explain('relay', 'pages/title').shares).toEqual([]);
	});
});

describe('the page whose title is the query', () => {
	it('comes first with a lower score as well, and its explanation says so', async () => {
		const engine = await openLibrary([
			{ id: 'exact', title: 'Relay', text: 'ledger' },
			{ id: 'higher', title: 'Relay queue', headings: ['Relay'], text: 'relay relay' },
			{ id: 'other', title: 'Mutex', text: 'socket' }
		]);
		expect(found(engine, 'relay')).toEqual(['exact', 'higher']);
		expect(scoreOf(engine, 'relay', 'exact')).toBeLessThan(scoreOf(engine, 'relay', 'higher'));
		expect(engine.explain('relay', 'pages/exact').rank).toBe('title');
	});
});
