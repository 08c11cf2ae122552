import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../../any-character.ts';
import { english } from './load-analyser.ts';

describe('query terms', () => {
	const terms = (query: string) => english.queryTerms(query).map(({ term }) => term);

	it.each([
		['how do I use an outbox', ['use', 'outbox']],
		['how to', ['=how', '=to']],
		["why doesn't it", ['=why', '=doesn', '=it']],
		['   ', []],
		['?!', []]
	])('%j', (query, expected) => {
		expect(terms(query)).toEqual(expected);
	});

	it('record the name they belong to and whether they are in the last token', () => {
		expect(english.queryTerms('cache HttpClientFa')).toMatchObject([
			{ term: 'cach', word: 'cache', isLast: false },
			{ term: 'httpclientfa', word: 'httpclientfa', isLast: true },
			{ term: 'http', partOf: 'httpclientfa', isLast: true },
			{ term: 'client', partOf: 'httpclientfa', isLast: true },
			{ term: 'fa', partOf: 'httpclientfa', isLast: true }
		]);
	});

	it('are limited in number for any query', () => {
		expect(terms('a1 '.repeat(5000))).toHaveLength(32);
		fc.assert(
			fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (text) => {
				expect(terms(text).length).toBeLessThanOrEqual(32);
			})
		);
	});
});

describe('term positions', () => {
	/** Without marks: their order can depend on what stands before them. */
	const letters = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

	it('point to the terms in any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (raw) => {
				const text = raw.normalize('NFC');
				const all = new Set(english.titleTerms(text));
				for (const { term, start, end } of english.places(text, all)) {
					expect(start).toBeGreaterThanOrEqual(0);
					expect(end).toBeLessThanOrEqual(text.length);
					// A character that stands for several can be part of another word when it is alone.
					if (text.normalize('NFKC') !== text) continue;
					const word = text.slice(start, end);
					// Without spaces, what is a word can depend on what stands beside it.
					expect([word, ...english.titleTerms(word)].map(letters)).toContain(letters(term));
				}
			})
		);
	});
});
