import type { SynonymRule } from '../../article/search-rules.ts';
import type { Analyser, QueryTerm } from '../text/analyse.ts';

/** Words of a query that have synonyms. */
export interface SynonymGroup {
	/** The words themselves, as they are in the query. */
	terms: QueryTerm[];
	/** An article with one of these matches as well. */
	alternatives: QueryTerm[];
	/** The alternatives come from the glossary, not from the authors. */
	isGlossary: boolean;
}

interface ExpandedQuery {
	/** Terms without synonyms. */
	plain: QueryTerm[];
	groups: SynonymGroup[];
}

export type ExpandQuery = (terms: readonly QueryTerm[]) => ExpandedQuery;

/** A row of the glossary, as terms of an index: who types one of the first finds the others. */
export type GlossaryGroup = readonly [typed: readonly string[], also: readonly string[]];

/** Words of a query in their order: a group, or a run of words without synonyms. */
type Piece = SynonymGroup | QueryTerm[];

/**
 * Finds words with synonyms among the terms of a query, the longest phrase first. The glossary
 * applies to what the authors' rules leave.
 * @param rules as the authors wrote them; they are analysed like text, so that they match text
 */
export function createExpansion(
	rules: readonly SynonymRule[],
	analyser: Analyser,
	glossary: readonly GlossaryGroup[] = []
): ExpandQuery {
	const byAuthors = createCut(authorAlternatives(rules, analyser), false);
	const byGlossary = createCut(glossaryAlternatives(glossary), true);

	return (terms) => {
		const plain = new Map<string, QueryTerm>();
		const groups = new Map<string, SynonymGroup>();
		const pieces = byAuthors(terms).flatMap((piece) =>
			Array.isArray(piece) ? byGlossary(piece) : piece
		);
		// A repeated word counts once; its last occurrence may be incomplete.
		for (const piece of pieces)
			if (Array.isArray(piece)) for (const term of piece) plain.set(term.term, term);
			else groups.set(keyOf(piece.terms), piece);
		return { plain: [...plain.values()], groups: [...groups.values()] };
	};
}

/** Alternatives by the words that were typed. */
type Alternatives = ReadonlyMap<string, QueryTerm[]>;

function authorAlternatives(rules: readonly SynonymRule[], analyser: Analyser): Alternatives {
	const alternativesOf = new Map<string, QueryTerm[]>();
	for (const { typed, also } of rules) {
		const alternatives = also.flatMap((words) => phraseTerm(words, analyser) ?? []);
		for (const words of typed) {
			const terms = phraseTerms(words, analyser);
			const key = keyOf(terms);
			const others = alternativesOf.get(key) ?? [];
			for (const alternative of alternatives)
				if (alternative.term !== key && !others.some(({ term }) => term === alternative.term))
					others.push(alternative);
			if (terms.length) alternativesOf.set(key, others);
		}
	}
	return alternativesOf;
}

const glossaryAlternatives = (groups: readonly GlossaryGroup[]): Alternatives =>
	new Map(
		groups.flatMap(([typed, also]) =>
			typed.map((key): [string, QueryTerm[]] => [
				key,
				also.filter((term) => term !== key).map(wholeTerm)
			])
		)
	);

/** Cuts the words that have alternatives out of a query. */
function createCut(alternativesOf: Alternatives, isGlossary: boolean) {
	const maxPhraseLength = Math.max(
		0,
		...[...alternativesOf.keys()].map((key) => key.split(' ').length)
	);

	function groupAt(terms: readonly QueryTerm[], start: number): SynonymGroup | undefined {
		for (let length = Math.min(maxPhraseLength, terms.length - start); length > 0; length--) {
			const typed = terms.slice(start, start + length);
			const alternatives = alternativesOf.get(keyOf(typed));
			if (alternatives) return { terms: typed, alternatives, isGlossary };
		}
	}

	return (terms: readonly QueryTerm[]): Piece[] => {
		const pieces: Piece[] = [];
		let run: QueryTerm[] = [];
		for (let at = 0; at < terms.length;) {
			const group = groupAt(terms, at);
			if (group) {
				pieces.push(run, group);
				run = [];
			} else run.push(terms[at]!);
			at += group?.terms.length ?? 1;
		}
		return [...pieces, run];
	};
}

/** Unambiguous, because the term of a single word has no space in it. */
export const keyOf = (terms: readonly QueryTerm[]) => terms.map(({ term }) => term).join(' ');

/**
 * The terms of the words in lowercase and without hyphens: an article with `PostgreSQL` also has
 * `postgresql`, and one with `domain-driven` also has `domain` and `driven`, but not the reverse.
 */
export const phraseTerms = (words: string, analyser: Analyser) =>
	analyser.queryTerms(words.toLowerCase().replace(/[-_]/g, ' '));

/** The single term that the index has for some words; `undefined` for words without terms. */
function phraseTerm(words: string, analyser: Analyser): QueryTerm | undefined {
	const [first, ...others] = phraseTerms(words, analyser);
	if (!first || !others.length) return first;
	return wholeTerm(keyOf([first, ...others]));
}

/** A term of the index that is neither incomplete nor widened. */
const wholeTerm = (term: string): QueryTerm => ({
	term,
	word: term,
	isLast: false,
	isStopWord: false
});

/**
 * Finds the phrases of synonym rules, wherever their words are adjacent.
 * @param terms of a text in order, without stop words and variants
 */
export type FindPhrases = (terms: readonly string[]) => string[];

/** The result makes the index tell which articles have the words of a phrase next to each other. */
export function createFindPhrases(rules: readonly SynonymRule[], analyser: Analyser): FindPhrases {
	const phrases = new Map<string, Set<string>>();
	for (const words of rules.flatMap(({ also }) => also)) {
		const [first = '', ...others] = phraseTerm(words, analyser)?.term.split(' ') ?? [];
		if (others.length)
			phrases.set(first, new Set(phrases.get(first)).add([first, ...others].join(' ')));
	}
	return (terms) =>
		terms.flatMap((term, at) =>
			[...(phrases.get(term) ?? [])].filter(
				(phrase) => terms.slice(at, at + phrase.split(' ').length).join(' ') === phrase
			)
		);
}
