import { commonSuffixes } from './common-suffixes.ts';
import { keywordsOf, stopWordTerm } from './keywords.ts';
import { baseLanguage, type Stem } from './stemmers.ts';
import { stopWords } from './stop-words.ts';
import { createTokenizer, type Token, type TokenTerm } from './tokenizer.ts';

/** A term and the range of the text that it stands for. */
export interface PlacedTerm {
	term: string;
	/** In UTF-16 units. */
	start: number;
	end: number;
}

/** A word of a document. */
export interface DocumentPlace extends PlacedTerm {
	/** The term of the word without its accents, if that is different. */
	variant?: string | undefined;
}

/** A set of terms, or a map keyed by terms. */
interface TermSet {
	has(term: string): boolean;
}

/** One word of a query. */
export interface QueryTerm {
	term: string;
	/** The term of the word without its accents, if that is different. */
	variant?: string;
	/** As typed, lowercase and folded: the prefix of a word that is still being typed. */
	word: string;
	/** Term of the name that this is a part of. */
	partOf?: string;
	/** It belongs to the last token of the query, which may still be being typed. */
	isLast: boolean;
	/** It is a stop word; then the whole query consists of stop words. */
	isStopWord: boolean;
}

/** Turns text into terms, the same way for articles and queries. */
export interface Analyser {
	language: string;
	/** Every term of a document's text in order, with repetitions, without stop words. */
	documentTerms(text: string): string[];
	/** The same terms where a normalized (NFKC) text has them. */
	documentPlaces(text: string): DocumentPlace[];
	/** One term per word, without accent variants, so that phrases stay adjacent. */
	adjacentTerms(text: string): string[];
	/** Like `documentTerms`, with stop words; these have terms of their own, see `stopWordTerm`. */
	titleTerms(text: string): string[];
	/** The stop words in a text that are also programming keywords, as the index has them. */
	keywordTerms(text: string): string[];
	/** The terms of a query in order, without stop words unless it has nothing else. */
	queryTerms(text: string): QueryTerm[];
	/** Where a composed (NFC) text has any of some terms, stop words included. */
	places(text: string, terms: TermSet): Iterable<PlacedTerm>;
	/** The term of a lowercase word that has no accents. */
	termOf(word: string): string;
	/** What stemming removed from the words analysed so far, the most frequent suffix first. */
	commonSuffixes(): string[];
}

/** More than a query needs; the rest of a pasted text adds nothing. */
const maxQueryTerms = 32;
const maxQueryWords = 256;
/** In UTF-16 units; the rest of a longer text is ignored. */
export const maxAnalysedQueryLength = 5000;

/** @param stem of the site's language; without it, a word is its own term */
export function createAnalyser(language: string, stem: Stem = (word) => word): Analyser {
	const tokenizer = createTokenizer(language, stem);
	const stops = stopWords[baseLanguage(language)] ?? new Set<string>();
	const isStopWord = ({ word }: TokenTerm) => stops.has(word);
	const keywords = keywordsOf(language);

	/** Stop words with their own terms. */
	function* tokens(text: string): Generator<Token> {
		for (const { terms, start } of tokenizer.tokens(text))
			yield { terms: terms.map((term) => (isStopWord(term) ? asStopWord(term) : term)), start };
	}

	function allTerms(text: string): TokenTerm[] {
		const found: TokenTerm[] = [];
		for (const { terms } of tokens(text.normalize('NFKC')))
			for (const term of terms) if (term.term) found.push(term);
		return found;
	}
	function documentPlaces(text: string): DocumentPlace[] {
		const places: DocumentPlace[] = [];
		for (const { terms, start: offset } of tokenizer.tokens(text))
			for (const one of terms) {
				if (!one.term || isStopWord(one)) continue;
				const { term, variant, start, end } = one;
				places.push({ term, variant, start: offset + start, end: offset + end });
			}
		return places;
	}

	return {
		language,
		documentTerms: (text) => withVariants(documentPlaces(text.normalize('NFKC'))),
		documentPlaces,
		adjacentTerms: (text) => documentPlaces(text.normalize('NFKC')).map(({ term }) => term),
		titleTerms: (text) => withVariants(allTerms(text)),
		keywordTerms: (text) =>
			allTerms(text).flatMap(({ word, term }) => (keywords.has(word) ? term : [])),
		queryTerms: (text) => queryTerms(tokens(queryText(text)), isStopWord),
		*places(text, wanted) {
			for (const { terms, start: offset } of tokens(text))
				for (const { term, variant, start, end } of terms) {
					const found = [term, variant].find((one) => one !== undefined && wanted.has(one));
					if (found) yield { term: found, start: offset + start, end: offset + end };
				}
		},
		termOf: tokenizer.stemOf,
		commonSuffixes: () => commonSuffixes(tokenizer.cachedTerms())
	};
}

const asStopWord = ({ word, start, end, partOf }: TokenTerm): TokenTerm => ({
	word,
	term: stopWordTerm(word),
	start,
	end,
	...(partOf && { partOf })
});

/** The terms of words, each followed by its variant if it has one. */
export const withVariants = (terms: readonly Pick<TokenTerm, 'term' | 'variant'>[]): string[] =>
	terms.flatMap(({ term, variant }) => (variant ? [term, variant] : term));

const queryText = (text: string) => text.slice(0, maxAnalysedQueryLength).normalize('NFKC');

function queryTerms(
	tokens: Iterable<Token>,
	isStopWord: (term: TokenTerm) => boolean
): QueryTerm[] {
	const all: (TokenTerm & { token: number })[] = [];
	let token = 0;
	for (const { terms } of tokens) {
		token++;
		for (const term of terms) if (term.term) all.push({ ...term, token });
		if (all.length >= maxQueryWords) break;
	}
	const informative = all.filter((term) => !isStopWord(term));
	const lastToken = all.at(-1)?.token;
	return (informative.length ? informative : all)
		.slice(0, maxQueryTerms)
		.map(({ term, variant, word, partOf, token }) => ({
			term,
			...(variant && { variant }),
			word,
			...(partOf && { partOf }),
			isLast: token === lastToken,
			isStopWord: !informative.length
		}));
}
