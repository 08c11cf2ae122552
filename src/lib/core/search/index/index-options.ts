import type { Options } from 'minisearch';
import type { Analyser } from '../text/analyse.ts';
import { fnv1a } from './checksum.ts';
import type { SearchDocument } from './document.ts';
import type { FindPhrases } from './synonyms.ts';

/**
 * Fields and what a match in each is worth. A title boost of 4, which is usual, loses on seven of
 * eight judged collections; .55 instead of 1 gives +.03 on k8s-so and +.02 on cosqa.
 */
export const fieldBoosts = { title: 0.55, description: 0.5, headings: 0.45, text: 1 } as const;

/** Okapi BM25 as Robertson and Zaragoza (2009) have it. */
export const bm25 = { k: 1.2, b: 0.8 };

/** Raised when the analyser or what is indexed changes: an index of before is then refused. */
const schemaVersion = 2;

const fields = Object.keys(fieldBoosts) as (keyof typeof fieldBoosts)[];

/** Says in the index what it was built by; the reader takes only its own. */
export const schemaHash = (language: string) =>
	fnv1a(JSON.stringify({ schemaVersion, fields, language }));

/** How MiniSearch builds the index. */
export function indexOptions(
	{ documentTerms, titleTerms }: Analyser,
	findPhrases: FindPhrases
): Options<SearchDocument> {
	return {
		fields,
		storeFields: ['title'],
		tokenize(text, field) {
			// A title keeps its stop words, so that a query of nothing else finds something. A phrase
			// counts as a term more of the field's length.
			const terms = field === 'title' ? titleTerms(text) : documentTerms(text);
			return [...terms, ...findPhrases(text)];
		},
		processTerm: (term) => term
	};
}
