import type { rankNames } from './title-rank.ts';

/** What one term of a query adds to the score of an article. */
export interface TermShare {
	/** One term, several terms that have synonyms, or one of `evidenceNames`. */
	term: string;
	/** The terms of the index that matched: the term itself, or what it was widened to. */
	matched: string[];
	/** The index does not have the term: it was completed or corrected. */
	widened: boolean;
	score: number;
}

/** Why an article ranks where it does. */
export interface Explanation {
	/** Compared first; the score decides between articles of one rank. */
	rank: (typeof rankNames)[number];
	/** What each term adds to the score, and what they add together. */
	shares: TermShare[];
}
