import type { Posting } from './encode-postings.ts';
import { bm25, fieldBoosts } from './index-options.ts';
import type { IndexedField, Postings } from './postings.ts';

/**
 * How much of a term's rarity is that in whole articles; the rest is that in each field, by which
 * a word of the text that few titles have makes a title that has it stand out. A quarter gives
 * +.003 on cosqa and two golden queries more; from .4 on it costs paraphrases.
 */
const sharedRarity = 0.25;

/** Inverse document frequency as Lucene has it: never negative. */
const rarity = (documents: number, holders: number) =>
	Math.log(1 + (documents - holders + 0.5) / (holders + 0.5));

/** Documents that have the term in any field; the fields but the largest are small. */
function holdersOf(posting: Posting): number {
	// Most words are in texts alone, and a first letter begins thousands of them.
	const fields = posting.filter((field) => field !== undefined).map(({ documents }) => documents);
	if (fields.length === 1) return fields[0]!.length;
	return new Set(fields.flat()).size;
}

const rarities = new WeakMap<Posting, number>();

/** That in whole articles. */
export function rarityOf(postings: Postings, posting: Posting): number {
	let known = rarities.get(posting);
	if (known === undefined)
		rarities.set(posting, (known = rarity(postings.size, holdersOf(posting))));
	return known;
}

const boosts = Object.entries(fieldBoosts) as [IndexedField, number][];

/** What a term of the index gives each document that has it: BM25 a field, summed. */
export function scorePosting(postings: Postings, posting: Posting): Map<number, number> {
	const scores = new Map<number, number>();
	const shared = sharedRarity * rarityOf(postings, posting);
	for (const [name, boost] of boosts) {
		const number = postings.field(name);
		const field = posting[number];
		if (!field) continue;
		const { documents, counts } = field;
		const weight = boost * (shared + (1 - sharedRarity) * rarity(postings.size, documents.length));
		for (const [n, document] of documents.entries()) {
			const count = counts[n]!;
			const length = 1 - bm25.b + bm25.b * postings.relativeLength(document, number);
			const score = (weight * count * (bm25.k + 1)) / (count + bm25.k * length);
			scores.set(document, (scores.get(document) ?? 0) + score);
		}
	}
	return scores;
}
