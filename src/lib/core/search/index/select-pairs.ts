import type { PairCounts } from './count-pairs.ts';

/** A pair and how often the document has it. */
export interface CountedPair {
	hash: number;
	count: number;
}

/** Pairs of more documents than this share of them tell nothing. */
const maxShare = 0.2;
const minFrequentDocuments = 3;
/** Pairs kept of a document with a text of average length; `../README.md` has the measurements. */
const quota = 100;
const minQuota = 8;

/**
 * The pairs of each document that are worth their bytes: those that it has often and that only some
 * other documents have as well.
 * @param relativeLength number of different terms in the text of a document, divided by the average
 */
export function selectPairs(
	documents: readonly PairCounts[],
	relativeLength: (document: number) => number
): CountedPair[][] {
	const size = documents.length;
	const frequencyOf = countHolders(documents);
	const maxFrequency = Math.max(minFrequentDocuments, maxShare * size);

	return documents.map(({ hashes, counts }, document) => {
		const weighed: (CountedPair & { weight: number })[] = [];
		for (const [n, hash] of hashes.entries()) {
			const frequency = frequencyOf(hash);
			if (frequency > maxFrequency) continue;
			const count = counts[n]!;
			const rarity = Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
			weighed.push({ hash, count, weight: count * Math.sqrt(frequency) * rarity });
		}
		const most = Math.max(minQuota, Math.round(quota * Math.sqrt(relativeLength(document))));
		return heaviest(weighed, most)
			.sort((a, b) => b.weight - a.weight || a.hash - b.hash)
			.slice(0, most);
	});
}

/** Those that are not lighter than the last of so many, in any order: to sort them all takes longer. */
function heaviest<Weighed extends { weight: number }>(all: Weighed[], most: number): Weighed[] {
	if (all.length <= most) return all;
	const weights = Float64Array.from(all, ({ weight }) => weight).sort();
	const least = weights[weights.length - most]!;
	return all.filter(({ weight }) => weight >= least);
}

/**
 * Counts the documents that have each hash, in a table with open addressing and multiplicative hashing (Knuth, The
 * Art of Computer Programming, section 6.4): a `Map` of millions of numbers takes several times as long.
 */
function countHolders(documents: readonly PairCounts[]): (hash: number) => number {
	const total = documents.reduce((sum, { hashes }) => sum + hashes.length, 0);
	// At most three quarters full.
	const bits = Math.max(1, Math.ceil(Math.log2((total + 1) / 0.75)));
	const held = new Uint32Array(2 ** bits);
	const counts = new Uint32Array(2 ** bits);
	function placeOf(hash: number): number {
		let place = Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
		while (counts[place] && held[place] !== hash) place = (place + 1) & (held.length - 1);
		return place;
	}
	for (const { hashes } of documents)
		for (const hash of hashes) {
			const place = placeOf(hash);
			held[place] = hash;
			counts[place]!++;
		}
	return (hash) => counts[placeOf(hash)]!;
}
