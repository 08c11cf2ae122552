import type { Options } from 'minisearch';
import { fnv1a } from './checksum.ts';
import { termSeparator, type AnalysedArticle, type IndexedField } from './analyse-article.ts';

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
} as const satisfies Record<IndexedField, number>;

/** Okapi BM25 (Robertson and Zaragoza 2009, Foundations and Trends in IR 3). */
export const bm25 = { k: 1.2, b: 0.8 };

/** What can be set when an index is searched, without building it again. */
export interface Weights {
	/** `k`: how much repetition counts, from 0; `b`: how much length counts, from 0 to 1. */
	readonly bm25: Readonly<typeof bm25>;
	/** What a match in each field counts, from 0. */
	readonly fieldBoosts: Readonly<Record<IndexedField, number>>;
}

export const defaultWeights: Weights = { bm25, fieldBoosts };

/** Incremented when the analyser, the indexed fields or the file change, so that older indexes are rejected. */
const schemaVersion = 4;

const fields = Object.keys(fieldBoosts) as (keyof typeof fieldBoosts)[];

/** Written into the index; an index with a different hash is rejected. */
export const schemaHash = (language: string) =>
	fnv1a(JSON.stringify({ schemaVersion, fields, language }));

/** The options with which MiniSearch makes the index that `packIndex` does. */
export const indexOptions: Options<AnalysedArticle> = {
	fields,
	storeFields: ['fullTitle'],
	extractField: (article, name) =>
		name === 'id' || name === 'fullTitle' ? article[name] : article.terms[name as IndexedField],
	tokenize: (terms) => terms.split(termSeparator).filter(Boolean),
	processTerm: (term) => term
};
