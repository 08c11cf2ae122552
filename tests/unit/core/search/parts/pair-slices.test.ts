import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	encodePairs,
	openPairs,
	readPairs
} from '../../../../../src/lib/core/search/index/encode-pairs.ts';
import {
	encodePairSlices,
	openPairSlice,
	pairsFromSlices
} from '../../../../../src/lib/core/search/parts/pair-slices.ts';

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** Hashes at the borders of slices and of what is kept of them as well. */
const hash = fc.oneof(
	uint32,
	fc.integer({ min: 0, max: 256 }).map((n) => Math.min(2 ** 32 - 1, n * 2 ** 24)),
	fc.integer({ min: 1, max: 256 }).map((n) => n * 2 ** 24 - 1)
);
const pairs = fc.uniqueArray(fc.record({ hash, count: fc.integer({ min: 1, max: 20 }) }), {
	selector: (pair) => pair.hash,
	maxLength: 40
});

it('Slices have the pairs of every document, and are mistaken about the same others', () => {
	fc.assert(
		fc.property(
			fc.array(pairs, { maxLength: 12 }),
			fc.constantFrom(1, 4, 256),
			fc.array(hash),
			(library, slices, others) => {
				const kept = library.map((some) => readPairs(encodePairs(some)));
				const texts = encodePairSlices(kept, slices);
				const open = (slice: number) =>
					openPairSlice(texts[slice]!, slice, slices, (document) => kept[document]!.size);
				const asked = [...others, ...library.flat().map((pair) => pair.hash)];
				for (const [document, one] of kept.entries())
					for (const some of asked)
						expect(pairsFromSlices(document, slices, open).count(some)).toBe(
							openPairs(one).count(some)
						);
			}
		)
	);
});
