import type { Analyser, PlacedTerm } from '../text/analyse.ts';
import type { Range } from '../text/segments.ts';

/** Where a text has what was searched for. */
export interface Match extends Range {
	/** Number of the query's term that it answers; what widens a term counts as that term. */
	term: number;
}

/** Every match in a text that is composed (NFC) already, in order. */
export type FindMatches = (text: string) => Match[];

/** Terms in the order in which they stand in a text. */
interface Phrase {
	terms: readonly string[];
	number: number;
}

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
	const numberOf = numberTerms(
		asked.map(({ term }) => term),
		found
	);
	const numbers = new Map<string, number>();
	const phrases: Phrase[] = [];
	for (const [n, term] of found.entries()) {
		const number = numberOf(term) ?? asked.length + n;
		if (term.includes(' ')) phrases.push({ terms: term.split(' '), number });
		else numbers.set(term, number);
	}
	const wanted = new Set([...numbers.keys(), ...phrases.flatMap(({ terms }) => terms)]);
	// A stop word may have the stem of a word that was asked for; it counts only where all are such.
	const stopWordsCount = asked.every(({ stop }) => stop);

	return (text) => {
		const places = [...analyser.places(text, wanted)].filter(({ stop }) => !stop || stopWordsCount);
		const matches: Match[] = [];
		for (const [n, { term, start, end }] of places.entries()) {
			const number = numbers.get(term);
			if (number !== undefined) matches.push({ term: number, start, end });
			for (const phrase of phrases) {
				const last = phraseEnd(text, places, n, phrase.terms, analyser);
				if (last !== undefined) matches.push({ term: phrase.number, start, end: last });
			}
		}
		return matches.sort((a, b) => a.start - b.start);
	};
}

/** The term of the query that a found one is, or widens: the one that begins most like it. */
function numberTerms(asked: readonly string[], found: readonly string[]) {
	const widened = asked.flatMap((term, number) => (found.includes(term) ? [] : [{ term, number }]));
	return (term: string): number | undefined => {
		const exact = asked.indexOf(term);
		if (exact >= 0) return exact;
		const near = widened
			.map((one) => ({ ...one, common: commonStart(one.term, term) }))
			.filter(({ common }) => common > 0)
			.sort((a, b) => b.common - a.common);
		return near[0]?.number;
	};
}

function commonStart(a: string, b: string): number {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
}

/** Where a phrase that begins at a place ends; stop words may stand between its words. */
function phraseEnd(
	text: string,
	places: readonly PlacedTerm[],
	from: number,
	terms: readonly string[],
	analyser: Analyser
): number | undefined {
	let end = places[from]!.end;
	for (const [n, term] of terms.entries()) {
		const place = places[from + n];
		if (place?.term !== term) return undefined;
		const between = text.slice(end, place.start);
		if (/[\p{L}\p{N}]/u.test(between) && analyser.documentTerms(between).length) return undefined;
		end = place.end;
	}
	return end;
}
