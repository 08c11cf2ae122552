import type { Analyser, PlacedTerm } from '../text/analyse.ts';
import type { Range } from '../text/segments.ts';

/** A range of a text that matches the query. */
export interface Match extends Range {
	/** Index of the query term that it matches, possibly by a term that this was widened to. */
	term: number;
}

/** Every match in a composed (NFC) text, in order. */
export type FindMatches = (text: string) => Match[];

/** Adjacent terms that stand for one term of a query. */
interface Phrase {
	terms: readonly string[];
	number: number;
}

/**
 * Finds the terms by which an article was found.
 * @param found the terms of the index that the article has: `Hit.terms`
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

	return (text) => {
		const places = [...analyser.places(text, wanted)];
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

/** The index of the query term that a found term equals, or else has the longest prefix in common with. */
function numberTerms(asked: readonly string[], found: readonly string[]) {
	const widened = asked.flatMap((term, number) => (found.includes(term) ? [] : [{ term, number }]));
	return (term: string): number | undefined => {
		const exact = asked.indexOf(term);
		if (exact >= 0) return exact;
		const similar = widened
			.map((one) => ({ ...one, common: commonPrefixLength(one.term, term) }))
			.filter(({ common }) => common > 0)
			.sort((a, b) => b.common - a.common);
		return similar[0]?.number;
	};
}

function commonPrefixLength(a: string, b: string): number {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
}

/** Where a phrase that starts at a place ends; stop words may come between its words. */
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
