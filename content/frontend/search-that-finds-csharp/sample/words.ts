import MiniSearch from 'minisearch';
import SearchableMap from 'minisearch/SearchableMap';
import { createDictionary } from '../../../../src/lib/core/search/index/dictionary.ts';
import { createCandidates } from '../../../../src/lib/core/search/ranking/candidates.ts';
import { createWidenTerms } from '../../../../src/lib/core/search/ranking/widen-terms.ts';
import { createAnalyser } from '../../../../src/lib/core/search/text/analyse.ts';
import {
	commonSuffixes,
	stemmedWords
} from '../../../../src/lib/core/search/text/common-suffixes.ts';
import { stem } from '../../../../src/lib/core/search/text/porter2.ts';

/** The analyser of a site in English. */
export const english = createAnalyser('en', stem);

export const terms = (text: string) => english.documentTerms(text);

/** What MiniSearch indexes of a text by default. */
export function defaultTerms(text: string): string[] {
	const tokenize = MiniSearch.getDefault('tokenize') as (text: string) => string[];
	const processTerm = MiniSearch.getDefault('processTerm') as (term: string) => string;
	return tokenize(text).map(processTerm).filter(Boolean);
}

interface Typed {
	/** The last word is still being typed. */
	typing?: boolean;
}

/** Finds what stands for the terms of a query in a library with these texts. */
export function openLibrary(...texts: string[]) {
	const tree = new SearchableMap<true>();
	for (const term of texts.flatMap(terms)) tree.set(term, true);
	const words = texts.flatMap((text) => english.documentWords(text));
	const suffixes = commonSuffixes(stemmedWords(words));
	const widenTerms = createWidenTerms(
		createCandidates(createDictionary(tree), english, suffixes)
	);
	return {
		/** The terms of the library for each term of a query. */
		candidates: (query: string, { typing = false }: Typed = {}) =>
			Object.fromEntries(
				widenTerms(english.queryTerms(query), { typing }).map(({ asked, candidates }) => [
					asked.term,
					candidates.map(([term]) => term)
				])
			),
		/** As `candidates`, with the weight of each. */
		weights: (query: string, { typing = false }: Typed = {}) =>
			widenTerms(english.queryTerms(query), { typing }).map(({ candidates }) => candidates)
	};
}
