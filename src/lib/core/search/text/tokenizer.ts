import { atomicNames, atomicNameTerms, contractionSuffixes } from './atomic-names.ts';
import { fold } from './fold.ts';
import { asciiPunctuation } from './punctuation.ts';
import { baseLanguage, type Stem } from './stemmers.ts';
import { identifier, isBlob, tokenWords } from './tokens.ts';

/** A word of a token and the term that the index has for it. */
export interface TokenTerm {
	/** Lowercase and folded, not stemmed. */
	word: string;
	term: string;
	/** The stem of the word without its accents, if that is a different term. */
	variant?: string;
	/** In UTF-16 units from the start of the token. */
	start: number;
	end: number;
	/** Term of the name that this is a part of. */
	partOf?: string;
}

/** The terms of one token of a text. */
export interface Token {
	terms: readonly TokenTerm[];
	/** Where the token starts in the text, in UTF-16 units. */
	start: number;
}

export interface Tokenizer {
	tokens(text: string): Generator<Token>;
	/** The term of a lowercase word that has no accents. */
	stemOf(word: string): string;
}

/** More than the different words of a long article. */
const maxCachedTokens = 50_000;

export function createTokenizer(language: string, stem: Stem): Tokenizer {
	const { stemOf, wordTerms } = createWordTerms(stem);
	const segment = createSegmenter(language);
	const cache = new Map<string, readonly TokenTerm[]>();

	function analyseToken(token: string): readonly TokenTerm[] {
		const words = tokenWords(token, segment);
		const terms = words.map(({ text, start, end }) => ({ ...wordTerms(text), start, end }));
		return terms.map((term, n) => {
			const { partOf } = words[n]!;
			return partOf === undefined ? term : { ...term, partOf: terms[partOf]!.term };
		});
	}

	function termsOfToken(token: string): readonly TokenTerm[] {
		let terms = cache.get(token);
		if (!terms) {
			terms = analyseToken(token);
			if (cache.size < maxCachedTokens) cache.set(token, terms);
		}
		return terms;
	}

	const isEnglish = baseLanguage(language) === 'en';
	const isContractionSuffix = (token: string, text: string, at: number) =>
		isEnglish &&
		contractionSuffixes.has(token.toLowerCase()) &&
		/\p{L}'$/u.test(text.slice(Math.max(0, at - 3), at));

	/** The tokens of a text that has no atomic names. */
	function* plainTokens(text: string, offset: number): Generator<Token> {
		for (const { 0: token, index } of text.matchAll(identifier))
			if (!isContractionSuffix(token, text, index))
				yield { terms: termsOfToken(token), start: offset + index };
	}

	return {
		stemOf,
		*tokens(original) {
			const text = asciiPunctuation(original);
			let from = 0;
			for (const { 0: name, index } of text.matchAll(atomicNames)) {
				const names = atomicNameTerms[name.toLowerCase()];
				// A long run that is no blob is read together with the text around it.
				if (!names && !name.startsWith('data:') && !isBlob(name)) continue;
				yield* plainTokens(text.slice(from, index), from);
				from = index + name.length;
				const range = { start: 0, end: name.length };
				if (names)
					yield { terms: names.map((term) => ({ ...wordTerms(term), ...range })), start: index };
			}
			yield* plainTokens(text.slice(from), from);
		}
	};
}

// #region terms
function createWordTerms(stem: Stem) {
	const stemOf = (word: string) => (/\p{N}/u.test(word) ? word : stem(word));
	return {
		stemOf,
		/** Accents can change a word's stem, and many readers type a word without them. */
		wordTerms(text: string): Pick<TokenTerm, 'word' | 'term' | 'variant'> {
			const lower = text.toLowerCase();
			const word = fold(lower);
			const term = fold(stemOf(lower));
			const plain = word === lower ? term : stemOf(word);
			return { word, term, ...(plain !== term && { variant: plain }) };
		}
	};
}
// #endregion

/** Creating a segmenter takes longer than opening an index, and few texts need one. */
function createSegmenter(language: string) {
	let segmenter: Intl.Segmenter | undefined;
	return (text: string) =>
		(segmenter ??= new Intl.Segmenter(language, { granularity: 'word' })).segment(text);
}
