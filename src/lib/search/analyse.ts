import { aliases, stopWords, undivided } from './vocabulary.ts';

/** Turns words into their stems. */
export type Stem = (word: string) => string;

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
export interface Wanted {
	has(term: string): boolean;
}

/** How text becomes terms, the same for articles and queries. */
export interface Analyser {
	language: string;
	/** Every term of a document's text, in order, with repetitions. */
	documentTerms(text: string): string[];
	/** As `documentTerms`, with the stop words. */
	titleTerms(text: string): string[];
	/** The terms of a query; a query of nothing but stop words keeps them. */
	queryTerms(text: string): string[];
	/** Where a text that is composed (NFC) already has any of some terms; stop words too. */
	places(text: string, wanted: Wanted): Iterable<PlacedTerm>;
}

/** A longer run is no word: a hash, a blob, a line of dashes. */
const longestTerm = 64;
/** More than a query ever needs; the rest of a pasted text adds nothing. */
const mostQueryTerms = 32;
const mostQueryWords = 256;
/** In UTF-16 units; what comes after is not read. */
export const longestQuery = 5000;

interface Term {
	/** Folded, before it was stemmed. */
	word: string;
	term: string;
	start: number;
	end: number;
}

const terms = (found: readonly Term[]) => found.map(({ term }) => term).filter(Boolean);

const identifier = /[\p{L}\p{M}\p{N}]+(?:[_-][\p{L}\p{M}\p{N}]+)*/gu;
const withoutSpaces =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const runs =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]+/gu;

/** Composed, then without the accents of Latin, Greek and Cyrillic letters: `é` is found as `e`. */
const fold = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFC')
		.toLowerCase();

/** The parts of a name made of several: `HttpClient`, `XMLReader`, `utf8`, `EF_Core`. */
const part = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu;

/** Tokens whose terms are kept: more than the different words of a long article. */
const mostKnownTokens = 50_000;

/** @param stem of the site's language; the word itself where there is none for it */
export function createAnalyser(language: string, stem: Stem = (word) => word): Analyser {
	const base = language.split('-')[0]!.toLowerCase();
	const stops = stopWords[base] ?? new Set<string>();
	const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
	const known = new Map<string, readonly Term[]>();

	const termOf = (name: string, start: number): Term => {
		const word = fold(name);
		return {
			word,
			term: /\p{N}/u.test(word) ? word : stem(word),
			start,
			end: start + name.length
		};
	};

	/** A name whole, and in its parts where it has several. */
	function names(token: string): Term[] {
		const pieces = [...token.matchAll(part)];
		if (pieces.length === 1) return [termOf(token, 0)];
		const whole = fold(token.replace(/[_-]+/g, ''));
		const telling = pieces.filter(([piece]) => piece.length > 1 || /\p{N}/u.test(piece));
		return [
			{ word: whole, term: whole, start: 0, end: token.length },
			...telling.map(({ 0: piece, index }) => termOf(piece, index))
		];
	}

	/** Words of a script without spaces: as the segmenter cuts them, and every pair of characters. */
	function unspaced(run: string): Term[] {
		const plain = run.normalize('NFKC');
		// Where characters come apart, as half-width kana do, the run is the place.
		const apart = plain.length !== run.length;
		const term = (word: string, start: number): Term =>
			apart
				? { word, term: word, start: 0, end: run.length }
				: { word, term: word, start, end: start + word.length };
		const found = [...segmenter.segment(plain)]
			.filter(({ isWordLike }) => isWordLike)
			.map(({ segment, index }) => term(segment, index));
		const characters = [...plain];
		let at = 0;
		for (let i = 0; i + 1 < characters.length; at += characters[i++]!.length)
			found.push(term(characters[i]! + characters[i + 1]!, at));
		return found;
	}

	// Written out: a long article has a hundred thousand of them.
	const moved = ({ word, term, start, end }: Term, by: number): Term => ({
		word,
		term,
		start: start + by,
		end: end + by
	});

	/** The terms of a token, placed from its beginning. */
	function analyse(token: string): readonly Term[] {
		if (token.length > longestTerm) return [];
		if (!withoutSpaces.test(token)) return names(token);
		return [...token.matchAll(runs)].flatMap(({ 0: run, index }) =>
			(withoutSpaces.test(run) ? unspaced(run) : names(run)).map((found) => moved(found, index))
		);
	}

	function termsOf(token: string): readonly Term[] {
		let found = known.get(token);
		if (!found) {
			found = analyse(token);
			if (known.size < mostKnownTokens) known.set(token, found);
		}
		return found;
	}

	function* plainWords(text: string, offset: number, wanted?: Wanted): Generator<Term> {
		for (const { 0: token, index } of text.matchAll(identifier))
			for (const found of termsOf(token))
				if (!wanted || wanted.has(found.term)) yield moved(found, offset + index);
	}

	/** Each term with the word it comes from: a stem may look like another word, a stop word even. */
	function* words(text: string, wanted?: Wanted): Generator<Term> {
		let from = 0;
		for (const { 0: name, index } of text.matchAll(undivided)) {
			yield* plainWords(text.slice(from, index), from, wanted);
			from = index + name.length;
			for (const alias of aliases[name.toLowerCase()] ?? [])
				yield { ...termOf(alias, index), end: from };
		}
		yield* plainWords(text.slice(from), from, wanted);
	}

	const composedWords = (text: string) => words(text.normalize('NFC'));

	return {
		language,
		documentTerms: (text) => terms([...composedWords(text)].filter(({ word }) => !stops.has(word))),
		titleTerms: (text) => terms([...composedWords(text)]),
		queryTerms(text) {
			const all: Term[] = [];
			for (const found of composedWords(text.slice(0, longestQuery))) {
				all.push(found);
				if (all.length >= mostQueryWords) break;
			}
			const telling = all.filter(({ word }) => !stops.has(word));
			return [...new Set(terms(telling.length ? telling : all))].slice(0, mostQueryTerms);
		},
		*places(text, wanted) {
			for (const { word, term, start, end } of words(text, wanted))
				if (wanted.has(term)) yield { term, start, end, stop: stops.has(word) };
		}
	};
}
