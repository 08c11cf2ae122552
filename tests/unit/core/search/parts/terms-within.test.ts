import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, it } from 'vitest';
import { termsWithin } from '../../../../../src/lib/core/search/parts/terms-within.ts';

const term = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

it('The terms within an edit distance are those that a comparison with each finds', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(term, { maxLength: 60 }),
			term,
			fc.integer({ min: 0, max: 4 }),
			(terms, word, maxEdits) => {
				const sorted = terms.toSorted();
				expect(termsWithin(sorted, word, maxEdits)).toEqual(
					sorted
						.map((one) => [one, distance(one, word)] as const)
						.filter(([, edits]) => edits <= maxEdits)
				);
			}
		),
		{ numRuns: 500 }
	);
});
