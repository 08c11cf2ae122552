import type { Options } from 'minisearch';
import type { Analyser } from './analyse.ts';
import { fnv1a } from './checksum.ts';
import type { SearchDocument } from './document.ts';

/**
 * Fields and what a match in each is worth. A title boost of 4, which is usual, loses on seven of
 * eight judged collections; .65 instead of 1 gives +.03 on k8s-so and +.02 on cosqa.
 */
export const fieldBoosts = { title: 0.65, description: 0.5, headings: 0.5, text: 1 } as const;

/** Okapi BM25 as Robertson and Zaragoza (2009) have it; `d` is BM25+'s bonus, which is none. */
export const bm25 = { k: 1.2, b: 0.75, d: 0 };

/** Raised when the analyser or what is indexed changes: an index of before is then refused. */
const schemaVersion = 1;

const fields = Object.keys(fieldBoosts) as (keyof typeof fieldBoosts)[];

/** Says in the index what it was built by; the reader takes only its own. */
export const schemaHash = (language: string) =>
	fnv1a(JSON.stringify({ schemaVersion, fields, language }));

/** The options of the index, the same for the build and the reader. */
export const indexOptions = (analyser: Analyser): Options<SearchDocument> => ({
	fields,
	storeFields: ['title'],
	// A title keeps its stop words, so that a query of nothing else finds something.
	tokenize: (text, field) =>
		field === 'title' ? analyser.titleTerms(text) : analyser.documentTerms(text),
	processTerm: (term) => term
});
