import type { Analyser, QueryTerm } from '../text/analyse.ts';
import type { Postings } from '../index/postings.ts';
import { correctionsOf, type Correction } from './spelling.ts';

/** A term of the index that stands for one of the query, and how nearly: 1 is the term itself. */
export type Candidate = [term: string, weight: number];

export interface Widening {
	/** Its token is still being typed. */
	typing: boolean;
	/** It may be misspelt. */
	fuzzy: boolean;
}

/** Finds what stands for a term; only one that the index does not hold is widened. */
export type FindCandidates = (asked: QueryTerm, widening: Widening) => Candidate[];

/** Prefixes of one or two letters match thousands of terms; the shortest are enough. */
const maxBegun = 300;
const minStem = 3;
const maxCorrected = 500;

/** MiniSearch's own weight of a prefix match. */
const begunWeight = ({ length }: string, missing: number) =>
	(0.375 * length) / (length + 0.3 * missing);
/** The word without its inflection. */
const endingWeight = 0.8;
/** A corrected word scores almost like an exact match. */
const correctedWeight = ({ length }: string, distance: number) =>
	(0.9 * length) / (length + 2 * distance);

/** @param endings what stems lack of words */
export function createCandidates(
	postings: Postings,
	analyser: Analyser,
	endings: readonly string[]
): FindCandidates {
	const corrected = new Map<string, Correction[]>();

	/** Terms that begin as the word does, the nearest ones. */
	function begun(word: string): Candidate[] {
		let found = postings.begunBy(word);
		if (found.length > maxBegun)
			found = found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, maxBegun);
		return found.map((term) => [term, begunWeight(term, term.length - word.length)]);
	}

	/** Stems that the word is longer than already: `notificatio` is on its way to `notif`. */
	function ending(word: string): Candidate[] {
		const found: Candidate[] = [];
		for (let length = word.length - 1; length >= minStem; length--) {
			const stem = word.slice(0, length);
			const rest = word.slice(length);
			if (
				postings.has(stem) &&
				endings.some((end) => end.startsWith(rest) && analyser.termOf(stem + end) === stem)
			)
				found.push([stem, endingWeight]);
		}
		return found;
	}

	function corrections(word: string): Correction[] {
		let found = corrected.get(word);
		if (!found) {
			if (corrected.size >= maxCorrected) corrected.clear();
			corrected.set(word, (found = correctionsOf(word, postings, analyser)));
		}
		return found;
	}

	return ({ term, variant, word }, { typing, fuzzy }) => {
		const held = [term, ...(variant ? [variant] : [])].filter((one) => postings.has(one));
		if (held.length) return held.map((one) => [one, 1]);
		const widened = typing ? [...begun(word), ...ending(word)] : [];
		if (widened.length || !fuzzy) return widened;
		return corrections(word).map(([one, distance]) => [one, correctedWeight(one, distance)]);
	};
}
