import { decodePosting } from './encode-postings.ts';
import { indexTerms, readHeader, type IndexHeader } from './index-file.ts';
import { fieldBoosts } from './index-options.ts';
import type { IndexedField } from './postings.ts';

/** An article's heaviest terms tell what it is about; the rest is noise and costs time. */
const vectorLength = 128;
/** Below this cosine, what two articles share is everyday vocabulary. */
const minSimilarity = 0.05;

type Vector = Map<string, number>;

/**
 * The articles nearest to each article, by id, nearest first: the cosine of their tf-idf vectors
 * with logarithmic term frequency (Manning, Raghavan and Schütze 2008, chapter 6), made of the
 * search index's own postings with its fields' weights.
 * @param indexText as `buildSearchIndex` gives it
 */
export function relatedArticles(indexText: string, most: number): Record<string, string[]> {
	const vectors = termVectors(indexText);
	const holders = new Map<string, Map<string, number>>();
	for (const [id, vector] of vectors)
		for (const [term, weight] of vector) {
			if (!holders.has(term)) holders.set(term, new Map());
			holders.get(term)!.set(id, weight);
		}
	return Object.fromEntries(
		[...vectors].map(([id, vector]) => {
			const cosines = new Map<string, number>();
			for (const [term, weight] of vector)
				for (const [other, otherWeight] of holders.get(term)!)
					if (other !== id) cosines.set(other, (cosines.get(other) ?? 0) + weight * otherWeight);
			const nearest = [...cosines]
				.filter(([, cosine]) => cosine >= minSimilarity)
				.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
				.slice(0, most);
			return [id, nearest.map(([other]) => other)];
		})
	);
}

/** Each document's heaviest terms as a vector of length 1. */
function termVectors(indexText: string): Map<string, Vector> {
	const { documents, fields } = readHeader(indexText) as IndexHeader;
	const vectors = documents.map(([id]): [string, Vector] => [id, new Map()]);
	for (const [term, text] of indexTerms(indexText)) {
		// A phrase of the synonyms is no more what an article is about than its words.
		if (term.includes(' ')) continue;
		const frequencies = new Map<number, number>();
		for (const [number, field] of decodePosting(text).entries()) {
			const boost = fieldBoosts[fields[number] as IndexedField];
			for (const [n, document] of (field?.documents ?? []).entries())
				frequencies.set(document, (frequencies.get(document) ?? 0) + boost * field!.counts[n]!);
		}
		// What one article alone says relates it to none, and would outweigh in a small library what does.
		const shared = frequencies.size > 1;
		const rarity = Math.log(documents.length / frequencies.size);
		if (shared && rarity > 0)
			for (const [document, frequency] of frequencies)
				vectors[document]![1].set(term, Math.log1p(frequency) * rarity);
	}
	return new Map(vectors.map(([id, vector]) => [id, unit(vector)]));
}

function unit(vector: Vector): Vector {
	const heaviest = [...vector].sort(([, a], [, b]) => b - a).slice(0, vectorLength);
	const length = Math.hypot(...heaviest.map(([, weight]) => weight)) || 1;
	return new Map(heaviest.map(([term, weight]) => [term, weight / length]));
}
