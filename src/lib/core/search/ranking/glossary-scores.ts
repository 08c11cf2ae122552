import type { Postings } from '../index/postings.ts';
import type { SynonymGroup } from '../index/synonyms.ts';
import type { Candidate } from './candidates.ts';
import type { Scorer } from './score.ts';
import type { ScoreTerm, TermScores } from './term-scores.ts';

/** Of what a single word leads to that the library has itself. */
const knownWordWeight = 0.3;

/** Scores what the glossary lead to. */
export type ScoreGlossary = (group: SynonymGroup) => TermScores;

/**
 * A library that has a word has it in its own sense: `config` may be a file, where `configuration` is
 * not. Articles about what such a word leads to are found, but come after those that have the word;
 * they count as if their word was no rarer, and their titles are like another query. Phrases, and
 * words that no article has, lead to articles in full. `../README.md` has the measurements.
 */
export function createScoreGlossary(
	postings: Postings,
	{ rarityOf }: Scorer,
	scoreTerm: ScoreTerm
): ScoreGlossary {
	return ({ terms, alternatives }) => {
		const found = alternatives.filter(({ term }) => postings.has(term));
		const known = terms.length === 1 ? postings.get(terms[0]!.term) : undefined;
		if (!known) return scoreTerm(found.map(({ term }): Candidate => [term, 1]));
		const rarity = rarityOf(known);
		const weighed = found.map(({ term }): Candidate => {
			const share = Math.min(1, rarity / rarityOf(postings.get(term)!));
			return [term, knownWordWeight * share];
		});
		return { ...scoreTerm(weighed), titleRarities: new Map() };
	};
}
