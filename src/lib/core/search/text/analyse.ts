import { fold } from './fold.ts';
import { baseLanguage, type Stem } from './stemmers.ts';
import { identifier, isBlob, tokenWords } from './tokens.ts';
import { aliases, contracted, stopWords, undivided } from './vocabulary.ts';

/** A term and the stretch of a text that it stands for. */
export interface PlacedTerm {
	term: string;
	/** In UTF-16 units. */
	start: number;
	end: number;
	/** It is a stop word. */
	stop: boolean;
}

/** A set of terms, or a map by them. */
interface Wanted {
	has(term: string): boolean;
}

/** What a query asks for, one word of it. */
export interface QueryTerm {
	term: string;
	/** The same with the accents as they were typed or not, where that makes another stem. */
	variant?: string;
	/** As it was typed, folded: what is still being typed begins so. */
	word: string;
	/** It is a part of a name: the term of the whole. */
	partOf?: string;
	/** It belongs to the query's last token, which may still be being typed. */
	last: boolean;
	/** It is a stop word, as the whole query then is. */
	stop: boolean;
}

/** How text becomes terms, the same for articles and queries. */
export interface Analyser {
	language: string;
	/** Every term of a document's text, in order, with repetitions. */
	documentTerms(text: string): string[];
	/** One term per word, without accent variants, so that phrases stay adjacent. */
	followingTerms(text: string): string[];
	/** As `documentTerms`, with the stop words. */
	titleTerms(text: string): string[];
	/** What a query asks for, in order; a query of nothing but stop words keeps them. */
	queryTerms(text: string): QueryTerm[];
	/** Where a text that is composed (NFC) already has any of some terms; stop words too. */
	places(text: string, wanted: Wanted): Iterable<PlacedTerm>;
	/** The term of a single folded word. */
	termOf(word: string): string;
	/**
	 * What stems lack of the words analysed so far, the most frequent first; of a large library its
	 * first fifty thousand different tokens are enough to tell.
	 */
	endings(): string[];
}

/** More than a query needs; the rest of a pasted text adds nothing. */
const maxQueryTerms = 32;
const maxQueryWords = 256;
/** In UTF-16 units; the rest of a longer query is ignored. */
export const maxQuery = 5000;
/** Tokens whose terms are kept: more than the different words of a long article. */
const maxKnownTokens = 50_000;
const maxEndings = 120;

interface Term {
	/** Folded, before it was stemmed. */
	word: string;
	term: string;
	variant?: string;
	start: number;
	end: number;
	/** Of the name that it is a part of. */
	partOf?: string;
}

/** The terms of a stretch of text, placed from where it begins. */
interface Token {
	terms: readonly Term[];
	at: number;
}

/** @param stem of the site's language; the word itself where there is none for it */
export function createAnalyser(language: string, stem: Stem = (word) => word): Analyser {
	const base = baseLanguage(language);
	const stops = stopWords[base] ?? new Set<string>();
	let segmenter: Intl.Segmenter | undefined;
	const known = new Map<string, readonly Term[]>();

	/** To make a segmenter takes longer than to open an index, and few texts need one. */
	const segmentWords = (text: string) =>
		(segmenter ??= new Intl.Segmenter(language, { granularity: 'word' })).segment(text);

	const stemOf = (word: string) => (/\p{N}/u.test(word) ? word : stem(word));

	/** Accents are part of a word's stem; without them, as many type it, it may have another. */
	function termsOfWord(text: string): Pick<Term, 'word' | 'term' | 'variant'> {
		const lower = text.toLowerCase();
		const word = fold(lower);
		const term = fold(stemOf(lower));
		const plain = word === lower ? term : stemOf(word);
		return { word, term, ...(plain !== term && { variant: plain }) };
	}

	/** The terms of a token, placed from its beginning. */
	function analyse(token: string): readonly Term[] {
		const words = tokenWords(token, segmentWords);
		const terms = words.map(({ text, start, end }) => ({ ...termsOfWord(text), start, end }));
		return terms.map((term, n) => {
			const { partOf } = words[n]!;
			return partOf === undefined ? term : { ...term, partOf: terms[partOf]!.term };
		});
	}

	function termsOfToken(token: string): readonly Term[] {
		let found = known.get(token);
		if (!found) {
			found = analyse(token);
			if (known.size < maxKnownTokens) known.set(token, found);
		}
		return found;
	}

	const isContraction = (text: string, token: string, at: number) =>
		base === 'en' &&
		contracted.has(token.toLowerCase()) &&
		/\p{L}['’]$/u.test(text.slice(Math.max(0, at - 3), at));

	/** The tokens of a text without the names that are undivided, and where each begins. */
	function* plainTokens(text: string, offset: number): Generator<Token> {
		for (const { 0: token, index } of text.matchAll(identifier))
			if (!isContraction(text, token, index))
				yield { terms: termsOfToken(token), at: offset + index };
	}

	function* tokens(text: string): Generator<Token> {
		let from = 0;
		for (const { 0: name, index } of text.matchAll(undivided)) {
			const names = aliases[name.toLowerCase()];
			// A long run that is no blob is read with what is around it.
			if (!names && !name.startsWith('data:') && !isBlob(name)) continue;
			yield* plainTokens(text.slice(from, index), from);
			from = index + name.length;
			const place = { start: 0, end: name.length };
			if (names)
				yield { terms: names.map((alias) => ({ ...termsOfWord(alias), ...place })), at: index };
		}
		yield* plainTokens(text.slice(from), from);
	}

	const isStop = ({ word }: Term) => stops.has(word);

	function foundIn(text: string, withStops = false): Term[] {
		const found: Term[] = [];
		for (const { terms } of tokens(text.normalize('NFKC')))
			for (const term of terms) if (term.term && (withStops || !isStop(term))) found.push(term);
		return found;
	}

	const allTerms = (found: readonly Term[]) =>
		found.flatMap(({ term, variant }) => (variant ? [term, variant] : term));

	function queryTerms(text: string): QueryTerm[] {
		const all: (Term & { token: number })[] = [];
		let token = 0;
		for (const { terms } of tokens(text.slice(0, maxQuery).normalize('NFKC'))) {
			token++;
			for (const term of terms) if (term.term) all.push({ ...term, token });
			if (all.length >= maxQueryWords) break;
		}
		const telling = all.filter((term) => !isStop(term));
		const last = all.at(-1)?.token;
		return (telling.length ? telling : all)
			.slice(0, maxQueryTerms)
			.map(({ term, variant, word, partOf, token }) => ({
				term,
				...(variant && { variant }),
				word,
				...(partOf && { partOf }),
				last: token === last,
				stop: !telling.length
			}));
	}

	return {
		language,
		documentTerms: (text) => allTerms(foundIn(text)),
		followingTerms: (text) => foundIn(text).map(({ term }) => term),
		titleTerms: (text) => allTerms(foundIn(text, true)),
		queryTerms,
		*places(text, wanted) {
			for (const { terms, at } of tokens(text))
				for (const { word, term, variant, start, end } of terms) {
					const found = wanted.has(term)
						? term
						: variant !== undefined && wanted.has(variant) && variant;
					if (found) yield { term: found, start: at + start, end: at + end, stop: stops.has(word) };
				}
		},
		termOf: stemOf,
		endings() {
			const words = new Map([...known.values()].flat().map(({ word, term }) => [word, term]));
			const counts = new Map<string, number>();
			for (const [word, term] of words)
				if (word !== term && word.startsWith(term)) {
					const ending = word.slice(term.length);
					counts.set(ending, (counts.get(ending) ?? 0) + 1);
				}
			return [...counts]
				.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
				.slice(0, maxEndings)
				.map(([ending]) => ending);
		}
	};
}
