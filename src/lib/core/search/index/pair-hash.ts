import { fnv1aOf } from './checksum.ts';

const maxCachedTerms = 100_000;

/** Hashes pairs of terms in either order to 32 bits. */
export function createPairHash(): (a: string, b: string) => number {
	// Mixed, because the differences between hashes of similar terms repeat, and so would their sums.
	const cache = new Map<string, number>();
	function termHash(term: string): number {
		let hash = cache.get(term);
		if (hash === undefined) {
			if (cache.size >= maxCachedTerms) cache.clear();
			cache.set(term, (hash = mix(fnv1aOf(term))));
		}
		return hash;
	}
	return (a, b) => mix(termHash(a) + termHash(b));
}

/** The final mix of MurmurHash3 (Appleby), which makes every bit of the input change every bit. */
function mix(input: number): number {
	let hash = input >>> 0;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
