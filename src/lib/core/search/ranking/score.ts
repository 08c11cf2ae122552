import type { FieldPosting, Posting } from '../index/encode-postings.ts';
import { defaultWeights, type Weights } from '../index/index-options.ts';
import type { IndexedField } from '../index/analyse-article.ts';
import type { Postings } from '../index/postings.ts';

/**
 * The share of a term's rarity that is computed over whole articles. The rest is computed for each
 * field, so that a common word in a title still stands out. `../README.md` has the measurements.
 */
const sharedRarity = 0.25;

/** Scores terms; documents are identified by their number. */
export interface Scorer {
	/** Inverse document frequency of a term over whole articles, without their keywords. */
	rarityOf(posting: Posting): number;
	/** Adds the BM25 score of a term to each document that has it, summed over the fields. */
	addScores(posting: Posting, scores: Float64Array): void;
	/** Adds the score of what some texts have, by its count in each: weighted BM25. */
	addTextScores(counts: ReadonlyMap<number, number>, weight: number, scores: Float64Array): void;
}

export function createScorer(
	postings: Postings,
	{ bm25, fieldBoosts }: Weights = defaultWeights
): Scorer {
	const { size } = postings;
	const boosts = Object.entries(fieldBoosts) as [IndexedField, number][];
	/** The last field; stop words in it do not make those of titles common. */
	const keywords = postings.field('keywords');
	const rarities = new WeakMap<Posting, number>();
	// #region norms
	/** By field and document: what BM25 adds to the count in its denominator. */
	const norms = boosts.map(([name]) => {
		const field = postings.field(name);
		return Float64Array.from(
			{ length: size },
			(_, document) => bm25.k * (1 - bm25.b + bm25.b * postings.relativeLength(document, field))
		);
	});
	// #endregion

	// #region rarity
	/** Inverse document frequency as in Lucene: never negative. */
	const rarity = (documentCount: number) =>
		Math.log(1 + (size - documentCount + 0.5) / (documentCount + 0.5));
	// #endregion

	function rarityOf(posting: Posting): number {
		let known = rarities.get(posting);
		if (known === undefined)
			rarities.set(posting, (known = rarity(countDocuments(posting.slice(0, keywords)))));
		return known;
	}

	// #region field
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
	// #endregion

	return {
		rarityOf,
		addTextScores(counted, weight, scores) {
			const field = { documents: [...counted.keys()], counts: [...counted.values()] };
			const norm = norms[boosts.findIndex(([name]) => name === 'text')]!;
			addField(field, weight * rarity(counted.size), norm, scores);
		},
		// #region fields
		addScores(posting, scores) {
			const shared = sharedRarity * rarityOf(posting);
			for (const [n, [name, boost]] of boosts.entries()) {
				const field = posting[postings.field(name)];
				if (!field) continue;
				const fieldRarity = (1 - sharedRarity) * rarity(field.documents.length);
				addField(field, boost * (shared + fieldRarity), norms[n]!, scores);
			}
		}
		// #endregion
	};
}

/** The number of documents that have the term in any field. */
function countDocuments(posting: Posting): number {
	// The usual case, worth a shortcut: a term that is in texts only.
	const fields = posting.filter((field) => field !== undefined).map(({ documents }) => documents);
	return fields.length === 1 ? fields[0]!.length : new Set(fields.flat()).size;
}
