import type MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import type { SearchDocument } from './document.ts';
import { bm25, fieldBoosts } from './index-options.ts';

/** What an article has of some terms. */
export interface Share {
	title: string;
	score: number;
	matched: string[];
}
/** By the article's id. */
export type Shares = Map<string, Share>;

interface Finding {
	/** The last of the terms is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be slips. */
	fuzzy?: boolean;
	combineWith?: 'AND' | 'OR';
}

type Index = MiniSearch<SearchDocument>;

/** Whether a term is in the index; MiniSearch knows and has no method that tells. */
const holds = (index: Index, term: string) =>
	(index as unknown as { _index: { has(term: string): boolean } })._index.has(term);

/** Whether a term of the index begins so. */
const beginsAny = (index: Index, prefix: string) =>
	!(index as unknown as { _index: { atPrefix(prefix: string): Map<string, unknown> } })._index
		.atPrefix(prefix)
		.keys()
		.next().done;

/** Widening by spelling: two letters in ten may differ, in words long enough to tell. */
const fuzziness = 0.2;
const shortestFuzzy = 4;

/** Terms that the index holds are taken as they are; only unknown ones are widened. */
export function findTerms(
	index: Index,
	terms: readonly string[],
	{ typing = false, fuzzy = true, combineWith = 'OR' }: Finding = {}
): Shares {
	const last = terms.length - 1;
	const begins = (term: string) => !holds(index, term) && beginsAny(index, term);
	const results = index.search(terms.join(' '), {
		tokenize: () => [...terms],
		processTerm: (term) => term,
		boost: fieldBoosts,
		bm25,
		combineWith,
		prefix: (term, position) => typing && position === last && begins(term),
		fuzzy: (term, position) =>
			fuzzy &&
			!holds(index, term) &&
			term.length >= shortestFuzzy &&
			!(typing && position === last && begins(term))
				? fuzziness
				: false
	});
	return new Map(
		results.map((result) => [
			result.id as string,
			{ title: result.title as string, score: unmultiplied(result), matched: result.terms }
		])
	);
}

/** MiniSearch 7.2 multiplies a score by the number of terms that matched: common words would win. */
const unmultiplied = ({ score, queryTerms }: SearchResult) => score / queryTerms.length;
