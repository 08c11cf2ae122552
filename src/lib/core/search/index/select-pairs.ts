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
	const frequencies = new Map<number, number>();
	for (const { hashes } of documents)
		for (const hash of hashes) frequencies.set(hash, (frequencies.get(hash) ?? 0) + 1);
	const maxFrequency = Math.max(minFrequentDocuments, maxShare * size);

	return documents.map(({ hashes, counts }, document) => {
		const weighed: (CountedPair & { weight: number })[] = [];
		for (const [n, hash] of hashes.entries()) {
			const frequency = frequencies.get(hash)!;
			if (frequency > maxFrequency) continue;
			const count = counts[n]!;
			const rarity = Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
			weighed.push({ hash, count, weight: count * Math.sqrt(frequency) * rarity });
		}
		return weighed
			.sort((a, b) => b.weight - a.weight || a.hash - b.hash)
			.slice(0, Math.max(minQuota, Math.round(quota * Math.sqrt(relativeLength(document)))));
	});
}
