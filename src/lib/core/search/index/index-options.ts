import type { Options } from 'minisearch';
import { withVariants, type Analyser } from '../text/analyse.ts';
import { fnv1a } from './checksum.ts';
import type { PairCounter } from './count-pairs.ts';
import type { SearchDocument } from './document.ts';
import type { FindPhrases } from './synonyms.ts';

/**
 * The indexed fields and the weight of a match in each; `../README.md` has the measurements. Keywords
 * stay last.
 */
export const fieldBoosts = {
	title: 0.55,
	description: 0.5,
	headings: 0.45,
	text: 1,
	keywords: 1
} as const;

/** Okapi BM25 (Robertson and Zaragoza 2009, Foundations and Trends in IR 3). */
export const bm25 = { k: 1.2, b: 0.8 };

/** Incremented when the analyser, the indexed fields or the file change, so that older indexes are rejected. */
const schemaVersion = 4;

const fields = Object.keys(fieldBoosts) as (keyof typeof fieldBoosts)[];

/** Written into the index; an index with a different hash is rejected. */
export const schemaHash = (language: string) =>
	fnv1a(JSON.stringify({ schemaVersion, fields, language }));

/**
 * The options with which MiniSearch builds the index.
 * @param pairs counts those of each document as it is added
 */
export function indexOptions(
	{ documentPlaces, titleTerms }: Analyser,
	findPhrases: FindPhrases,
	pairs: PairCounter
): Options<SearchDocument> {
	function termsOf(text: string, field?: string): string[] {
		// Titles keep their stop words for queries that have nothing else.
		if (field === 'title') return titleTerms(text);
		const composed = text.normalize('NFKC');
		const places = documentPlaces(composed);
		if (field === 'headings' || field === 'text') pairs.add(composed, places);
		return withVariants(places);
	}

	return {
		fields,
		storeFields: ['title'],
		tokenize(text, field) {
			if (field === 'keywords') return text.split(' ').filter(Boolean);
			return [...termsOf(text, field), ...findPhrases(text)];
		},
		processTerm: (term) => term
	};
}
