import type { Analyser } from './analyse.ts';
import type { Range } from './segments.ts';

/** Where a text has what was searched for. */
export interface Match extends Range {
	/** Number of the query's term that it answers; what widens a term counts as that term. */
	term: number;
}

/** Every match in a text that is composed (NFC) already, in order. */
export type FindMatches = (text: string) => Match[];

/**
 * Finds in a text what an article was found by.
 * @param found the terms of the index that the article has, as a hit tells them
 */
export function matchesOf(
	query: string,
	found: readonly string[],
	analyser: Analyser
): FindMatches {
	const asked = analyser.queryTerms(query);
	const last = asked.length - 1;
	const numbers = new Map(
		found.map((term, i) => {
			const exact = asked.indexOf(term);
			if (exact >= 0) return [term, exact];
			return [term, asked.length && term.startsWith(asked[last]!) ? last : asked.length + i];
		})
	);
	// A stop word may have the stem of a word that was asked for; it counts only where all are such.
	const stopWordsCount = analyser.documentTerms(asked.join(' ')).length === 0;
	return (text) => {
		const matches: Match[] = [];
		for (const { term, start, end, stop } of analyser.places(text, numbers)) {
			if (!stop || stopWordsCount) matches.push({ term: numbers.get(term)!, start, end });
		}
		return matches.sort((a, b) => a.start - b.start);
	};
}
