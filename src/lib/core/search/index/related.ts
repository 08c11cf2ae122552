import { isStopWordTerm } from '../text/keywords.ts';
import { decodePosting } from './encode-postings.ts';
import { indexTerms, readHeader, type IndexHeader } from './index-file.ts';
import { fieldBoosts } from './index-options.ts';
import type { IndexedField } from './analyse-article.ts';

/** The heaviest terms say what an article is about; the rest is noise and costs time. */
const maxVectorTerms = 128;
/** Below this cosine, two articles share only everyday vocabulary. */
const minSimilarity = 0.05;

/** Terms by number with their weights, the heaviest first; of length 1. */
interface Vector {
	terms: readonly number[];
	weights: readonly number[];
}

/**
 * The most similar articles of each article, by id, the most similar first: the cosine of tf-idf
 * vectors with logarithmic term frequency (Manning, Raghavan and Schütze 2008, chapter 6), computed
 * from the postings and field weights of the search index.
 * @param indexText from `buildSearchIndex`
 * @param maxCount articles per article
 */
export function relatedArticles(indexText: string, maxCount: number): Record<string, string[]> {
	const { documents } = readHeader(indexText) as IndexHeader;
	const ids = documents.map(([id]) => id);
	const vectors = termVectors(indexText);
	/** By term: the documents that have it, and its weight in each. */
	const holders: { documents: number[]; weights: number[] }[] = [];
	for (const [document, { terms, weights }] of vectors.entries())
		for (const [n, term] of terms.entries()) {
			const holding = (holders[term] ??= { documents: [], weights: [] });
			holding.documents.push(document);
			holding.weights.push(weights[n]!);
		}
	const cosines = new Float64Array(ids.length);
	return Object.fromEntries(
		vectors.map(({ terms, weights }, document) => {
			cosines.fill(0);
			for (const [n, term] of terms.entries()) {
				const weight = weights[n]!;
				const holding = holders[term]!;
				for (let m = 0; m < holding.documents.length; m++)
					cosines[holding.documents[m]!]! += weight * holding.weights[m]!;
			}
			const isCloser = (a: number, b: number) =>
				cosines[a]! > cosines[b]! || (cosines[a] === cosines[b] && ids[a]! < ids[b]!);
			const closest: number[] = [];
			for (let other = 0; other < cosines.length; other++) {
				if (other === document || cosines[other]! < minSimilarity) continue;
				let place = closest.length;
				while (place > 0 && isCloser(other, closest[place - 1]!)) place--;
				if (place < maxCount) closest.splice(place, 0, other);
				closest.length = Math.min(closest.length, maxCount);
			}
			return [ids[document]!, closest.map((other) => ids[other]!)];
		})
	);
}

/** The heaviest terms of each document, by its number. */
function termVectors(indexText: string): Vector[] {
	const { documents, fields } = readHeader(indexText) as IndexHeader;
	const weighed = documents.map((): { term: number; weight: number }[] => []);
	let number = 0;
	for (const [term, text] of indexTerms(indexText)) {
		number++;
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
				weighed[document]!.push({ term: number, weight: Math.log1p(frequency) * rarity });
	}
	return weighed.map(unit);
}

function unit(vector: readonly { term: number; weight: number }[]): Vector {
	const heaviest = vector.toSorted((a, b) => b.weight - a.weight).slice(0, maxVectorTerms);
	const length = Math.hypot(...heaviest.map(({ weight }) => weight)) || 1;
	return {
		terms: heaviest.map(({ term }) => term),
		weights: heaviest.map(({ weight }) => weight / length)
	};
}
