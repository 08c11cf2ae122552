import { stopWordTerm } from './keywords.ts';
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

/** As `DocumentPlace`, with the word as it is in the text, but lowercase and folded. */
export interface DocumentWord extends DocumentPlace {
	word: string;
	isStopWord: boolean;
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
	/**
	 * Every word of a normalized (NFKC) text in order, with stop words.
	 * @param start where the text starts in a longer one that the ranges are of
	 */
	documentWords(text: string, start?: number): DocumentWord[];
	/** Where a normalized text has its `documentTerms`. */
	documentPlaces(text: string): DocumentPlace[];
	/** Like `documentTerms`, with stop words; these have terms of their own, see `stopWordTerm`. */
	titleTerms(text: string): string[];
	/** The terms of a query in order, without stop words unless it has nothing else. */
	queryTerms(text: string): QueryTerm[];
	/** Where a composed (NFC) text has any of some terms, stop words included. */
	places(text: string, terms: TermSet): Iterable<PlacedTerm>;
	/** The term of a lowercase word that has no accents. */
	termOf(word: string): string;
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

	/** Stop words with their own terms. */
	function* tokens(text: string): Generator<Token> {
		for (const { terms, start } of tokenizer.tokens(text))
			yield { terms: terms.map((term) => (isStopWord(term) ? asStopWord(term) : term)), start };
	}

	function documentWords(text: string, textStart = 0): DocumentWord[] {
		const words: DocumentWord[] = [];
		for (const { terms, start: offset } of tokenizer.tokens(text))
			for (const one of terms) {
				if (!one.term) continue;
				const { word, term, variant } = one;
				const start = textStart + offset + one.start;
				const end = textStart + offset + one.end;
				words.push({ word, term, variant, start, end, isStopWord: isStopWord(one) });
			}
		return words;
	}
	const documentPlaces = (text: string) => documentWords(text).filter((word) => !word.isStopWord);

	return {
		language,
		documentTerms: (text) => withVariants(documentPlaces(text.normalize('NFKC'))),
		documentWords,
		documentPlaces,
		titleTerms: (text) => titleTerms(documentWords(text.normalize('NFKC'))),
		queryTerms: (text) => queryTerms(tokens(queryText(text)), isStopWord),
		*places(text, wanted) {
			for (const { terms, start: offset } of tokens(text))
				for (const { term, variant, start, end } of terms) {
					const found = [term, variant].find((one) => one !== undefined && wanted.has(one));
					if (found) yield { term: found, start: offset + start, end: offset + end };
				}
		},
		termOf: tokenizer.stemOf
	};
}

const asStopWord = ({ word, start, end, partOf }: TokenTerm): TokenTerm => ({
	word,
	term: stopWordTerm(word),
	start,
	end,
	...(partOf && { partOf })
});

/** The terms of a title's words; its stop words have their own. */
export const titleTerms = (words: readonly DocumentWord[]): string[] =>
	words.flatMap((word) => (word.isStopWord ? stopWordTerm(word.word) : withVariants([word])));

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
