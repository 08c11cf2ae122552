/** Turns words into their stems. */
export type Stem = (word: string) => string;

/** How text becomes terms, the same for articles and queries. */
export interface Analyser {
	language: string;
	/** Every term of a document's text, in order, with repetitions. */
	documentTerms(text: string): string[];
	/** As `documentTerms`, with the stop words. */
	titleTerms(text: string): string[];
	/** The terms of a query; a query of nothing but stop words keeps them. */
	queryTerms(text: string): string[];
}

/** Names that punctuation would take apart, by what they become. */
const aliases: readonly [pattern: RegExp, word: string][] = [
	[/(?<![\p{L}\p{N}])c#(?![\p{L}\p{N}])/giu, ' csharp '],
	[/(?<![\p{L}\p{N}])f#(?![\p{L}\p{N}])/giu, ' fsharp '],
	[/(?<![\p{L}\p{N}])c\+\+/giu, ' cplusplus '],
	[/(?<![\p{L}\p{N}])asp\.net(?![\p{L}\p{N}])/giu, ' aspnet dotnet '],
	[/(?<![\p{L}\p{N}])node\.js(?![\p{L}\p{N}])/giu, ' nodejs node '],
	[/(?<![\p{L}\p{N}.])\.net(?![\p{L}\p{N}])/giu, ' dotnet ']
];

/** Function words and the scaffolding of questions; the same in build and query. */
const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
	en: new Set(
		(
			'a an and any are as at be been being but by can could did do does doing for from had has ' +
			'have having how i if in into is it its me my no not of on or our should so some such than ' +
			'that the their them then there these they this those to too up us was we were what when ' +
			'where which while who whom why will with would you your'
		).split(' ')
	)
};

/** A longer run is no word: a hash, a blob, a line of dashes. */
const longestTerm = 64;
/** More than a query ever needs; the rest of a pasted text adds nothing. */
const mostQueryTerms = 32;
const mostQueryWords = 256;
const longestQuery = 5000;

interface Term {
	/** Folded, before it was stemmed. */
	word: string;
	term: string;
}

const terms = (found: readonly Term[]) => found.map(({ term }) => term).filter(Boolean);

const dataUri = /data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/=]*/g;
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

/** Where a name made of several begins its parts: `HttpClient`, `XMLReader`, `utf8`. */
const parts = (word: string): string[] =>
	word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu) ?? [word];

/** @param stem of the site's language; the word itself where there is none for it */
export function createAnalyser(language: string, stem: Stem = (word) => word): Analyser {
	const base = language.split('-')[0]!.toLowerCase();
	const stops = stopWords[base] ?? new Set<string>();
	const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
	const stems = new Map<string, string>();

	const stemmed = (word: string) => {
		let known = stems.get(word);
		if (known === undefined) {
			known = /\p{N}/u.test(word) ? word : stem(word);
			if (stems.size < 50_000) stems.set(word, known);
		}
		return known;
	};

	/** Words of a script without spaces: as the segmenter cuts them, and every pair of characters. */
	function* unspaced(run: string): Generator<Term> {
		for (const { segment, isWordLike } of segmenter.segment(run))
			if (isWordLike) yield { word: segment, term: segment };
		const characters = [...run];
		for (let i = 0; i + 1 < characters.length; i++) {
			const pair = characters[i]! + characters[i + 1]!;
			yield { word: pair, term: pair };
		}
	}

	/** Each term with the word it comes from: a stem may look like another word, a stop word even. */
	function* words(text: string): Generator<Term> {
		let named = text.normalize('NFC').replace(dataUri, ' ');
		for (const [pattern, word] of aliases) named = named.replace(pattern, word);
		for (const [token] of named.matchAll(identifier)) {
			if (token.length > longestTerm) continue;
			if (withoutSpaces.test(token)) {
				for (const [run] of token.matchAll(runs))
					if (withoutSpaces.test(run)) yield* unspaced(run.normalize('NFKC'));
					else yield* names(run);
			} else yield* names(token);
		}
	}

	/** A name whole, and in its parts where it has several. */
	function* names(token: string): Generator<Term> {
		const pieces = token.split(/[_-]+/).flatMap(parts);
		if (pieces.length > 1) {
			const whole = fold(token.replace(/[_-]+/g, ''));
			yield { word: whole, term: whole };
			for (const piece of pieces) if (piece.length > 1 || /\p{N}/u.test(piece)) yield termOf(piece);
		} else yield termOf(token);
	}

	function termOf(name: string): Term {
		const word = fold(name);
		return { word, term: stemmed(word) };
	}

	return {
		language,
		documentTerms: (text) => terms([...words(text)].filter(({ word }) => !stops.has(word))),
		titleTerms: (text) => terms([...words(text)]),
		queryTerms(text) {
			const all: Term[] = [];
			for (const found of words(text.slice(0, longestQuery))) {
				all.push(found);
				if (all.length >= mostQueryWords) break;
			}
			const telling = all.filter(({ word }) => !stops.has(word));
			return [...new Set(terms(telling.length ? telling : all))].slice(0, mostQueryTerms);
		}
	};
}
