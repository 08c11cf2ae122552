import type { Vectors } from '../index/vectors.ts';
import type { TermScores } from './term-scores.ts';

/** `../README.md` has the measurements of these. */
const weight = 0.6;
/** Documents with a smaller share of the best score say nothing about the topic of the query. */
const minShare = 0.2;
/** Of a document's share of the best score: the best documents count most. */
const power = 4;

/** What the topic of each document adds to its score; negative for a document about other things. */
export type Likeness = (total: Pick<TermScores, 'scores' | 'documents' | 'rarity'>) => Float64Array;

/**
 * The topic of a query is that of the documents that score best for it (pseudo-relevance feedback,
 * Rocchio 1971), without the weight that each dimension has in the library. A document is about it as
 * far as their directions agree, so that words count which the query lacks.
 */
export function createLikeness(size: number, { singularValues, direction }: Vectors): Likeness {
	function topicOf(scores: Float64Array, documents: readonly number[]): Float64Array {
		const topic = new Float64Array(singularValues.length);
		const best = documents.reduce((max, document) => Math.max(max, scores[document]!), 0);
		for (const document of documents) {
			const share = scores[document]! / best;
			if (share < minShare) continue;
			const vector = direction(document);
			for (let n = 0; n < topic.length; n++) topic[n]! += share ** power * vector[n]!;
		}
		for (let n = 0; n < topic.length; n++) topic[n]! /= singularValues[n] || 1;
		const length = Math.sqrt(topic.reduce((sum, x) => sum + x * x, 0)) || 1;
		return topic.map((x) => x / length);
	}

	return ({ scores, documents, rarity }) => {
		const added = new Float64Array(size);
		const topic = topicOf(scores, documents);
		for (const document of documents) {
			const vector = direction(document);
			let cosine = 0;
			for (let n = 0; n < topic.length; n++) cosine += topic[n]! * vector[n]!;
			added[document] = weight * rarity * cosine;
		}
		return added;
	};
}
