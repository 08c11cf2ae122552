import { isStopWordTerm } from '../text/keywords.ts';
import { decodePosting } from './encode-postings.ts';
import { indexTerms, readHeader, type IndexHeader } from './index-file.ts';
import { fieldBoosts } from './index-options.ts';
import type { IndexedField } from './analyse-article.ts';

/** The heaviest terms say what an article is about; the rest is noise and costs time. */
const maxVectorTerms = 128;
/** Below this cosine, two articles share only everyday vocabulary. */
const minSimilarity = 0.05;

type Vector = Map<string, number>;

/**
 * The most similar articles of each article, by id, the most similar first: the cosine of tf-idf
 * vectors with logarithmic term frequency (Manning, Raghavan and Schütze 2008, chapter 6), computed
 * from the postings and field weights of the search index.
 * @param indexText from `buildSearchIndex`
 * @param maxCount articles per article
 */
export function relatedArticles(indexText: string, maxCount: number): Record<string, string[]> {
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
			const similar = [...cosines]
				.filter(([, cosine]) => cosine >= minSimilarity)
				.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
				.slice(0, maxCount);
			return [id, similar.map(([other]) => other)];
		})
	);
}

/** The heaviest terms of each document, as a vector of length 1. */
function termVectors(indexText: string): Map<string, Vector> {
	const { documents, fields } = readHeader(indexText) as IndexHeader;
	const vectors = documents.map(([id]): [string, Vector] => [id, new Map()]);
	for (const [term, text] of indexTerms(indexText)) {
		// A phrase from the synonyms says no more about an article than its words do, a stop word nothing.
		if (term.includes(' ') || isStopWordTerm(term)) continue;
		const frequencies = new Map<number, number>();
		for (const [number, field] of decodePosting(text).entries()) {
			const boost = fieldBoosts[fields[number] as IndexedField];
			for (const [n, document] of (field?.documents ?? []).entries())
				frequencies.set(document, (frequencies.get(document) ?? 0) + boost * field!.counts[n]!);
		}
		// A term of a single article relates it to no other; in a small library its weight would drown
		// out the terms that do.
		const isShared = frequencies.size > 1;
		const rarity = Math.log(documents.length / frequencies.size);
		if (isShared && rarity > 0)
			for (const [document, frequency] of frequencies)
				vectors[document]![1].set(term, Math.log1p(frequency) * rarity);
	}
	return new Map(vectors.map(([id, vector]) => [id, unit(vector)]));
}

function unit(vector: Vector): Vector {
	const heaviest = [...vector].sort(([, a], [, b]) => b - a).slice(0, maxVectorTerms);
	const length = Math.hypot(...heaviest.map(([, weight]) => weight)) || 1;
	return new Map(heaviest.map(([term, weight]) => [term, weight / length]));
}
