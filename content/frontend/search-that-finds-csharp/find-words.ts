import MiniSearch from 'minisearch';
import SearchableMap from 'minisearch/SearchableMap';
import { createDictionary, type Dictionary } from '$lib/core/search/index/dictionary.ts';
import { createCandidates } from '$lib/core/search/ranking/candidates.ts';
import { createWidenTerms } from '$lib/core/search/ranking/widen-terms.ts';
import { createAnalyser } from '$lib/core/search/text/analyse.ts';
import { commonSuffixes, stemmedWords } from '$lib/core/search/text/common-suffixes.ts';
import { loadStemmer } from '$lib/core/search/text/stemmers.ts';

/** The analyser of this site, whose language is English. */
export const english = createAnalyser('en', await loadStemmer('en'));

/** A term of a query, and what stands for it in a text. */
export interface FoundWord {
	term: string;
	/** Term of the word without its accents, if that is different. */
	variant?: string | undefined;
	/** As typed, in lowercase. */
	word: string;
	isPart: boolean;
	isStopWord: boolean;
	/** The terms of the text; the term itself if the text has it. */
	found: readonly string[];
	/** The text has neither the term nor its variant, but others that may stand for it. */
	isWidened: boolean;
}

/** A text as the index of a library that has nothing else. */
export function dictionaryOf(text: string): { dictionary: Dictionary; suffixes: string[] } {
	const tree = new SearchableMap<true>();
	for (const term of english.documentTerms(text)) tree.set(term, true);
	const words = english.documentWords(text.normalize('NFKC'));
	return { dictionary: createDictionary(tree), suffixes: commonSuffixes(stemmedWords(words)) };
}

/**
 * The terms of a query in order, each once, by the analyser and the widening of this site.
 * @param typing the last word is still being typed
 */
export function findWords(query: string, text: string, typing: boolean): FoundWord[] {
	const { dictionary, suffixes } = dictionaryOf(text);
	const widenTerms = createWidenTerms(createCandidates(dictionary, english, suffixes));
	const words = widenTerms(english.queryTerms(query), { typing }).map(
		({ asked: { term, variant, word, partOf, isStopWord }, candidates }): FoundWord => ({
			term,
			variant,
			word,
			isPart: partOf !== undefined,
			isStopWord,
			found: candidates.map(([found]) => found),
			isWidened: candidates.length > 0 && candidates.every(([, weight]) => weight < 1)
		})
	);
	return [...new Map(words.map((word) => [word.term, word])).values()];
}

const tokenize = MiniSearch.getDefault('tokenize') as (text: string) => string[];
const processTerm = MiniSearch.getDefault('processTerm') as (term: string) => string;

/** The terms that MiniSearch makes of a text if it is not told how, each once. */
export const defaultTerms = (text: string): string[] => [
	...new Set(tokenize(text).map(processTerm).filter(Boolean))
];

/** The same for MiniSearch as it comes, which looks for equal terms only. */
export function findDefaultWords(
	query: string,
	text: string
): { term: string; isFound: boolean }[] {
	const known = new Set(defaultTerms(text));
	return defaultTerms(query).map((term) => ({ term, isFound: known.has(term) }));
}
