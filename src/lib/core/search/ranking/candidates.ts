import type { Dictionary } from '../index/dictionary.ts';
import type { Analyser, QueryTerm } from '../text/analyse.ts';
import { keywordsOf } from '../text/keywords.ts';
import { createFindCompounds } from './compounds.ts';
import { correctionsOf, type Correction } from './spelling.ts';

/** A term of the index that stands for a query term; the weight of the query term itself is 1. */
export type Candidate = [term: string, weight: number];

export interface WideningOptions {
	/** The term's token is still being typed. */
	typing: boolean;
	/** The term may be misspelled. */
	fuzzy: boolean;
}

/** Finds what stands for a query term; only a term that the index does not hold is widened. */
export type FindCandidates = (asked: QueryTerm, options: WideningOptions) => Candidate[];

/** A prefix of one or two letters matches thousands of terms; the shortest of them are enough. */
const maxCompletions = 300;
const minStemLength = 3;
const maxCachedCorrections = 500;

/** The weight that MiniSearch gives a prefix match. */
const completionWeight = ({ length }: string, missing: number) =>
	(0.375 * length) / (length + 0.3 * missing);
/** Of the word without its inflection. */
const stemWeight = 0.8;
/** `Datenbankverbindung` is about a `Verbindung`, but says so less than the word itself. */
const compoundWeight = 0.5;
/** A corrected word scores almost like an exact match. */
const correctionWeight = ({ length }: string, distance: number) =>
	(0.9 * length) / (length + 2 * distance);

/** A longer stop word is complete as it was typed; a shorter one may become another word. */
const maxCompletedStopWord = 2;

/** @param suffixes what stemming removes from words */
export function createCandidates(
	dictionary: Dictionary,
	analyser: Analyser,
	suffixes: readonly string[]
): FindCandidates {
	const cache = new Map<string, Correction[]>();
	const findCompounds = createFindCompounds(dictionary, analyser);
	const keywords = keywordsOf(analyser.language);

	const canComplete = (stopWord: string) =>
		stopWord.length <= maxCompletedStopWord && !keywords.has(stopWord);

	/** Terms that start with the word, the shortest first where there are too many. */
	function completions(word: string): Candidate[] {
		let found = dictionary.withPrefix(word);
		if (found.length > maxCompletions)
			found = found
				.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
				.slice(0, maxCompletions);
		// In one order, whatever the dictionary is, so that sums of scores are the same.
		return found.sort().map((term) => [term, completionWeight(term, term.length - word.length)]);
	}

	// #region stems
	/** Stems that are shorter than what was typed: `notificatio` will become `notif`. */
	function stems(word: string): Candidate[] {
		const beginnings = Array.from({ length: Math.max(0, word.length - minStemLength) }, (_, n) =>
			word.slice(0, word.length - 1 - n)
		);
		dictionary.require(beginnings);
		return beginnings
			.filter(
				(stem) =>
					dictionary.has(stem) &&
					suffixes.some(
						(suffix) =>
							suffix.startsWith(word.slice(stem.length)) && analyser.termOf(stem + suffix) === stem
					)
			)
			.map((stem) => [stem, stemWeight]);
	}
	// #endregion

	function corrections(word: string): Correction[] {
		let found = cache.get(word);
		if (!found) {
			if (cache.size >= maxCachedCorrections) cache.clear();
			cache.set(word, (found = correctionsOf(word, dictionary, analyser)));
		}
		return found;
	}

	// #region find
	function find(asked: QueryTerm, { typing, fuzzy }: WideningOptions): Candidate[] {
		const { term, variant, word, isStopWord } = asked;
		const exact = [term, ...(variant ? [variant] : [])]
			.filter((one) => dictionary.has(one))
			.map((one): Candidate => [one, 1]);
		if (isStopWord)
			return exact.length || !typing || !canComplete(word) ? exact : completions(word);
		const compounds = findCompounds(asked).map((one): Candidate => [one, compoundWeight]);
		const found = [...exact, ...compounds];
		if (found.length) return found;
		const widened = typing ? [...completions(word), ...stems(word)] : [];
		if (widened.length || !fuzzy) return widened;
		return corrections(word).map(([one, distance]) => [one, correctionWeight(one, distance)]);
	}
	// #endregion

	return find;
}
