import type { PlacedTerm } from '../text/analyse.ts';
import { createPairHash } from './pair-hash.ts';

/** The pairs of neighboring terms in a document, as hashes in ascending order, and their counts. */
export interface PairCounts {
	hashes: Uint32Array;
	counts: Uint32Array;
}

/** Counts the pairs of one document after the other. */
export interface PairCounter {
	/** @param places of the terms in a text of the document, in order */
	add(text: string, places: readonly PlacedTerm[]): void;
	/** The counts of the document; the next text begins another one. */
	take(): PairCounts;
}

/** Terms with one other term between them are still neighbors. */
const maxDistance = 2;
/** Terms with this between them are none; stop words and other punctuation do not separate. */
const separator = /[.!?;:]\s|\n/;

export function createPairCounter(): PairCounter {
	const hashOf = createPairHash();
	let counted = new Map<number, number>();
	return {
		add(text, places) {
			for (const [a, b] of neighbors(text, places)) {
				const hash = hashOf(a, b);
				counted.set(hash, (counted.get(hash) ?? 0) + 1);
			}
		},
		take() {
			const hashes = Uint32Array.from(counted.keys()).sort();
			const counts = hashes.map((hash) => counted.get(hash)!);
			counted = new Map();
			return { hashes, counts };
		}
	};
}

/**
 * A name and its parts overlap or touch (`HttpClient`, `http`, `client`), so they are no neighbors: the
 * index has the name itself. What is before the name is next to the name, what is after it is next to
 * its last part.
 */
function* neighbors(
	text: string,
	places: readonly PlacedTerm[]
): Generator<[a: string, b: string]> {
	/** The last two terms. */
	let before: { term: string; position: number }[] = [];
	let end = 0;
	let position = 0;
	for (const place of places) {
		const touches = before.length > 0 && place.start <= end;
		if (!touches && separator.test(text.slice(end, place.start))) before = [];
		position += touches ? 2 : 1;
		for (const other of touches ? before.slice(0, -1) : before)
			if (position - other.position <= maxDistance && other.term !== place.term)
				yield [other.term, place.term];
		before = [...before.slice(-1), { term: place.term, position }];
		end = place.end;
	}
}
