import type { FieldPosting, Posting } from '../index/encode-postings.ts';
import { bm25, fieldBoosts } from '../index/index-options.ts';
import type { IndexedField, Postings } from '../index/postings.ts';

/**
 * The share of a term's rarity that is counted over whole articles; the rest is counted per field,
 * so that a common word in a title still stands out. `../README.md` has the measurements.
 */
const sharedRarity = 0.25;

/** What terms are worth; documents go by their number. */
export interface Scorer {
	/** How rare a term is among articles: inverse document frequency. */
	rarityOf(posting: Posting): number;
	/** Adds to `scores` what a term gives each document that has it: BM25 a field, summed. */
	addScores(posting: Posting, scores: Float64Array): void;
}

const boosts = Object.entries(fieldBoosts) as [IndexedField, number][];

export function createScorer(postings: Postings): Scorer {
	const { size } = postings;
	const rarities = new WeakMap<Posting, number>();
	/** What BM25 divides by beside the count, for each document. */
	const norms = boosts.map(([name]) => {
		const field = postings.field(name);
		return Float64Array.from(
			{ length: size },
			(_, document) => bm25.k * (1 - bm25.b + bm25.b * postings.relativeLength(document, field))
		);
	});

	/** Inverse document frequency as Lucene has it: never negative. */
	const rarity = (holders: number) => Math.log(1 + (size - holders + 0.5) / (holders + 0.5));

	function rarityOf(posting: Posting): number {
		let known = rarities.get(posting);
		if (known === undefined) rarities.set(posting, (known = rarity(holdersOf(posting))));
		return known;
	}

	function addField(
		{ documents, counts }: FieldPosting,
		weight: number,
		norm: Float64Array,
		scores: Float64Array
	) {
		for (let n = 0; n < documents.length; n++) {
			const document = documents[n]!;
			const count = counts[n]!;
			scores[document]! += (weight * count * (bm25.k + 1)) / (count + norm[document]!);
		}
	}

	return {
		rarityOf,
		addScores(posting, scores) {
			const shared = sharedRarity * rarityOf(posting);
			for (const [n, [name, boost]] of boosts.entries()) {
				const field = posting[postings.field(name)];
				if (!field) continue;
				const own = (1 - sharedRarity) * rarity(field.documents.length);
				addField(field, boost * (shared + own), norms[n]!, scores);
			}
		}
	};
}

/** Documents that have the term in any field. */
function holdersOf(posting: Posting): number {
	// Most words are in texts alone, and a first letter begins hundreds of them.
	const fields = posting.filter((field) => field !== undefined).map(({ documents }) => documents);
	return fields.length === 1 ? fields[0]!.length : new Set(fields.flat()).size;
}
