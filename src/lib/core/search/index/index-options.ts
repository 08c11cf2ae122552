import type { Options } from 'minisearch';
import type { Analyser } from '../text/analyse.ts';
import { fnv1a } from './checksum.ts';
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

/** Incremented when the analyser or the indexed fields change, so that older indexes are rejected. */
const schemaVersion = 3;

const fields = Object.keys(fieldBoosts) as (keyof typeof fieldBoosts)[];

/** Written into the index; an index with a different hash is rejected. */
export const schemaHash = (language: string) =>
	fnv1a(JSON.stringify({ schemaVersion, fields, language }));

/** The options with which MiniSearch builds the index. */
export function indexOptions(
	{ documentTerms, titleTerms }: Analyser,
	findPhrases: FindPhrases
): Options<SearchDocument> {
	return {
		fields,
		storeFields: ['title'],
		tokenize(text, field) {
			if (field === 'keywords') return text.split(' ').filter(Boolean);
			// Titles keep their stop words for queries that have nothing else.
			const terms = field === 'title' ? titleTerms(text) : documentTerms(text);
			return [...terms, ...findPhrases(text)];
		},
		processTerm: (term) => term
	};
}
