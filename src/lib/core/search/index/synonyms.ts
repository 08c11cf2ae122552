import type { SynonymRule } from '../../article/search-rules.ts';
import type { Analyser, QueryTerm } from '../text/analyse.ts';

/** Some words of a query, and what is as good as they are. */
export interface SynonymGroup {
	/** As they stand in the query. */
	terms: QueryTerm[];
	/** An article with one of these has what was asked. */
	alternatives: QueryTerm[];
}

interface ExpandedQuery {
	/** Terms that nothing else stands for. */
	plain: QueryTerm[];
	groups: SynonymGroup[];
}

export type ExpandQuery = (terms: readonly QueryTerm[]) => ExpandedQuery;

/**
 * Finds the authors' words in the terms of a query, the longest phrase first.
 * @param rules as authors wrote them; analysed here, so that they match as text does
 */
export function createExpansion(rules: readonly SynonymRule[], analyser: Analyser): ExpandQuery {
	const known = new Map<string, QueryTerm[]>();
	for (const { typed, also } of rules) {
		const alternatives = also.flatMap((words) => phraseTerm(words, analyser) ?? []);
		for (const words of typed) {
			const terms = phraseTerms(words, analyser);
			const key = keyOf(terms);
			const others = known.get(key) ?? [];
			for (const alternative of alternatives)
				if (alternative.term !== key && !others.some(({ term }) => term === alternative.term))
					others.push(alternative);
			if (terms.length) known.set(key, others);
		}
	}
	const longest = Math.max(0, ...[...known.keys()].map((key) => key.split(' ').length));

	function groupAt(terms: readonly QueryTerm[], start: number): SynonymGroup | undefined {
		for (let length = Math.min(longest, terms.length - start); length > 0; length--) {
			const typed = terms.slice(start, start + length);
			const alternatives = known.get(keyOf(typed));
			if (alternatives) return { terms: typed, alternatives };
		}
	}

	return (terms) => {
		const plain = new Map<string, QueryTerm>();
		const groups = new Map<string, SynonymGroup>();
		for (let at = 0; at < terms.length;) {
			const group = groupAt(terms, at);
			// A word counts once, however often it was typed; the last may not be whole yet.
			if (group) groups.set(keyOf(group.terms), group);
			else plain.set(terms[at]!.term, terms[at]!);
			at += group?.terms.length ?? 1;
		}
		return { plain: [...plain.values()], groups: [...groups.values()] };
	};
}

/** No term of a word has a space in it. */
export const keyOf = (terms: readonly QueryTerm[]) => terms.map(({ term }) => term).join(' ');

/**
 * The plainest form of the words: `PostgreSQL` in an article is also `postgresql`, and
 * `domain-driven` also `domain` and `driven`, but not the other way around.
 */
const phraseTerms = (words: string, analyser: Analyser) =>
	analyser.queryTerms(words.toLowerCase().replace(/[-_]/g, ' '));

/** Some words as the one term that the index has of them; nothing where no word tells anything. */
function phraseTerm(words: string, analyser: Analyser): QueryTerm | undefined {
	const [first, ...others] = phraseTerms(words, analyser);
	if (!first || !others.length) return first;
	const term = keyOf([first, ...others]);
	return { term, word: term, last: false, stop: false };
}

/** The phrases that rules name in a text, wherever their words follow each other. */
export type FindPhrases = (text: string) => string[];

/** So that the index knows which articles have the words of a phrase together. */
export function createPhrases(rules: readonly SynonymRule[], analyser: Analyser): FindPhrases {
	const phrases = new Map<string, Set<string>>();
	for (const words of rules.flatMap(({ also }) => also)) {
		const [first = '', ...others] = phraseTerm(words, analyser)?.term.split(' ') ?? [];
		if (others.length)
			phrases.set(first, new Set(phrases.get(first)).add([first, ...others].join(' ')));
	}
	return (text) => {
		if (!phrases.size) return [];
		const terms = analyser.followingTerms(text);
		return terms.flatMap((term, at) =>
			[...(phrases.get(term) ?? [])].filter(
				(phrase) => terms.slice(at, at + phrase.split(' ').length).join(' ') === phrase
			)
		);
	};
}
