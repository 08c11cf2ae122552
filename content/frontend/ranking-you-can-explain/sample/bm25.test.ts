import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	defaultWeights,
	type Weights
} from '../../../../src/lib/core/search/index/index-options.ts';
import type { SearchEngine } from '../../../../src/lib/core/search/ranking/engine.ts';
import { bm25 } from './bm25.ts';
import { hundredths, openLibrary, scoreOf, words, type Page } from './library.ts';

/** Only texts count, so that a score is that of one field. */
const textOnly = (parameters: Partial<Weights['bm25']> = {}): Weights => ({
	bm25: { ...defaultWeights.bm25, ...parameters },
	fieldBoosts: { title: 0, description: 0, headings: 0, text: 1, keywords: 0 }
});

const page = (id: string, text: string): Page => ({ id, title: 'Untitled', text });

describe('the score of a term in one field', () => {
	const vocabulary = ['relay', 'ledger', 'queue', 'mutex'];

	it('is BM25 as the textbook has it, for any texts and parameters', async () => {
		const text = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(text, { minLength: 2, maxLength: 6 }),
				hundredths(4),
				hundredths(1),
				async (texts, k, b) => {
					const library = await openLibrary(
						texts.map((some, n) => page(String(n), some.join(' ')))
					);
					const engine = library.withWeights(textOnly({ k, b }));
					for (const term of vocabulary)
						for (const [n, some] of texts.entries()) {
							const expected = bm25(term, some, texts, { k, b, d: 0 });
							expect(scoreOf(engine, term, String(n))).toBeCloseTo(expected, 9);
						}
				}
			),
			{ numRuns: 30 }
		);
	});
});

describe('repeating a word', () => {
	const counts = [1, 2, 4, 8, 64];
	let engine: SearchEngine;
	const scores = (k: number) => {
		const weighted = engine.withWeights(textOnly({ k }));
		return counts.map((count) => scoreOf(weighted, 'relay', String(count)));
	};

	beforeAll(async () => {
		// Of equal length, because a field's length is its number of different words.
		const repeated = counts.map((count) => page(String(count), words('relay', count)));
		engine = await openLibrary([...repeated, page('other', 'ledger')]);
	});

	it('helps less each time, and never by more than a factor of k + 1', () => {
		const [once, twice, four, eight, many] = scores(1.2) as [
			number,
			number,
			number,
			number,
			number
		];
		expect(twice - once).toBeGreaterThan((four - twice) / 2);
		expect((four - twice) / 2).toBeGreaterThan((eight - four) / 4);
		expect(many).toBeLessThan(2.2 * once);
		expect(many).toBeGreaterThan(2.1 * once);
	});

	it('makes no difference if k is 0', () => {
		const [once, ...more] = scores(0) as [number, ...number[]];
		for (const score of more) expect(score).toBeCloseTo(once, 12);
	});
});

describe('length', () => {
	const texts = [page('short', 'relay'), page('long', 'relay ledger queue mutex socket')];

	it('lowers a score, the more the greater b is, and not at all if b is 0', async () => {
		const engine = await openLibrary([...texts, page('other', 'ledger')]);
		const advantage = (b: number) => {
			const weighted = engine.withWeights(textOnly({ b }));
			return scoreOf(weighted, 'relay', 'short') / scoreOf(weighted, 'relay', 'long');
		};
		expect(advantage(0)).toBeCloseTo(1, 12);
		expect(advantage(0.4)).toBeGreaterThan(1);
		expect(advantage(0.8)).toBeGreaterThan(advantage(0.4));
	});

	it('is the number of different terms', async () => {
		const engine = await openLibrary([
			page('plain', 'relay ledger'),
			page('repeating', `relay ${words('ledger', 50)}`),
			page('other', 'queue')
		]);
		expect(scoreOf(engine, 'relay', 'plain')).toBe(scoreOf(engine, 'relay', 'repeating'));
	});
});

describe('rarity', () => {
	it('is 2.85 for a term in one of 25 pages, and 0.02 for one in all', async () => {
		const pages = Array.from({ length: 25 }, (_, n) =>
			page(String(n), n ? 'relay ledger' : 'relay queue')
		);
		const engine = (await openLibrary(pages)).withWeights(textOnly());
		expect(scoreOf(engine, 'queue', '0')).toBeCloseTo(2.85, 2);
		expect(scoreOf(engine, 'relay', '0')).toBeCloseTo(0.02, 2);
	});

	it('is never negative, and is small for a word that every page has', async () => {
		const engine = await openLibrary([
			page('a', 'relay ledger'),
			page('b', 'relay queue'),
			page('c', 'relay mutex')
		]);
		const everywhere = scoreOf(engine, 'relay', 'a');
		expect(everywhere).toBeGreaterThan(0);
		expect(scoreOf(engine, 'ledger', 'a')).toBeGreaterThan(5 * everywhere);
	});

	it('is a quarter less in a title for a word that every text has', async () => {
		const pages = Array.from({ length: 25 }, (_, n) => ({
			id: String(n),
			title: n ? 'Queue mutex' : 'Relay ledger',
			text: 'relay'
		}));
		const fieldBoosts = { title: 1, description: 0, headings: 0, text: 0, keywords: 0 };
		const titles = (await openLibrary(pages)).withWeights({ ...defaultWeights, fieldBoosts });
		const ratio = scoreOf(titles, 'relay', '0') / scoreOf(titles, 'ledger', '0');
		expect(ratio).toBeCloseTo(0.75, 2);
	});
});

describe('fields', () => {
	it('add up: a term in title, heading and text counts three times', async () => {
		const engine = await openLibrary([
			{ id: 'all', title: 'Relay', headings: ['Relay'], text: 'relay' },
			{ id: 'text', title: 'Name', headings: ['Name'], text: 'relay' },
			{ id: 'other', title: 'Ledger', headings: ['Ledger'], text: 'ledger' },
			{ id: 'more', title: 'Queue', headings: ['Queue'], text: 'queue' }
		]);
		const weights = { ...defaultWeights.fieldBoosts, title: 1, headings: 1 };
		const equal = engine.withWeights({ ...defaultWeights, fieldBoosts: weights });
		expect(scoreOf(equal, 'relay', 'all')).toBeGreaterThan(3 * scoreOf(equal, 'relay', 'text'));
	});
});
