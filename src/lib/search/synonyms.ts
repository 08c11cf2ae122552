import type { SynonymRule } from '../article/authored-search.ts';
import type { Analyser } from './analyse.ts';

/** Some words of a query, and what is as good as they are. */
export interface SynonymGroup {
	/** As they stand in the query. */
	terms: string[];
	/** An article with all the terms of one of these has what was asked. */
	alternatives: string[][];
}

export interface ExpandedQuery {
	/** Terms that nothing else stands for. */
	plain: string[];
	groups: SynonymGroup[];
}

export type ExpandQuery = (terms: readonly string[]) => ExpandedQuery;

/**
 * Finds the authors' words in the terms of a query, the longest phrase first.
 * @param rules as authors wrote them; analysed here, so that they match as text does
 */
export function createExpansion(rules: readonly SynonymRule[], analyser: Analyser): ExpandQuery {
	const known = new Map<string, SynonymGroup>();
	for (const { typed, also } of rules) {
		const alternatives = also.map((words) => phraseTerms(words, analyser));
		for (const words of typed) {
			const terms = phraseTerms(words, analyser);
			const key = keyOf(terms);
			const group = known.get(key) ?? { terms, alternatives: [] };
			const taken = new Set([key, ...group.alternatives.map(keyOf)]);
			for (const alternative of alternatives)
				if (alternative.length && !taken.has(keyOf(alternative))) {
					taken.add(keyOf(alternative));
					group.alternatives.push(alternative);
				}
			if (terms.length) known.set(key, group);
		}
	}
	const longest = Math.max(0, ...[...known.values()].map(({ terms }) => terms.length));

	function groupAt(terms: readonly string[], start: number): SynonymGroup | undefined {
		for (let length = Math.min(longest, terms.length - start); length > 0; length--) {
			const group = known.get(keyOf(terms.slice(start, start + length)));
			if (group) return group;
		}
	}

	return (terms) => {
		const expanded: ExpandedQuery = { plain: [], groups: [] };
		for (let at = 0; at < terms.length;) {
			const group = groupAt(terms, at);
			if (group) expanded.groups.push(group);
			else expanded.plain.push(terms[at]!);
			at += group?.terms.length ?? 1;
		}
		return expanded;
	};
}

/** No term has a space in it. */
const keyOf = (terms: readonly string[]) => terms.join(' ');

/**
 * The plainest form of the words: `PostgreSQL` in an article is also `postgresql`, and
 * `domain-driven` also `domain` and `driven`, but not the other way around.
 */
const phraseTerms = (words: string, analyser: Analyser) =>
	analyser.queryTerms(words.toLowerCase().replace(/[-_]/g, ' '));
