import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, findComposed } from '../../../../src/lib/features/search/find-ranges.ts';

describe('pieces of a text', () => {
	it('join to the text, respect the limit, and divide no word that fits', () => {
		const text = fc.array(fc.stringMatching(/^[a-z]{1,12}$/)).map((words) => words.join(' '));
		fc.assert(
			fc.property(text, (whole) => {
				const pieces = [...cut(whole, 20)];
				expect(pieces.map(([, piece]) => piece).join('')).toBe(whole);
				for (const [start, piece] of pieces) {
					expect(piece.length).toBeLessThanOrEqual(20);
					expect(whole.startsWith(piece, start)).toBe(true);
				}
				expect(pieces.flatMap(([, piece]) => piece.split(' ').filter(Boolean))).toEqual(
					whole.split(' ').filter(Boolean)
				);
			})
		);
	});

	it('are also found in a text without white space', () => {
		expect([...cut('x'.repeat(45), 20)].map(([start]) => start)).toEqual([0, 20, 40]);
	});
});

describe('a match', () => {
	const find = (text: string) =>
		[...text.matchAll(/caf\u00e9/g)].map(({ 0: found, index }) => ({
			start: index,
			end: index + found.length
		}));
	const found = (text: string) =>
		findComposed(text, find).map(({ start, end }) => text.slice(start, end));

	it('has its position in the original text, with composed or combining accents', () => {
		expect(found('un caf\u00e9, deux caf\u00e9')).toEqual(['caf\u00e9', 'caf\u00e9']);
		expect(found('e\u0301t caf\u0065\u0301!')).toEqual(['cafe\u0301']);
		expect(found('nai\u0308f cafe\u0301')).toEqual(['cafe\u0301']);
	});
});
