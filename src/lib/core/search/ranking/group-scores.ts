import type { SynonymGroup } from '../index/synonyms.ts';
import type { ScoreGlossary } from './glossary-scores.ts';
import type { ScoreTerms } from './score-terms.ts';
import { maxScores, sumScores, type ScoredTerm, type TermScores } from './term-scores.ts';

/** All synonyms are found, and count once: as the best of them. */
export type ScoreGroup = (
	group: SynonymGroup,
	typing: boolean
) => { typed: ScoredTerm[]; scored: TermScores };

/** @param size number of documents */
export const createScoreGroup =
	(size: number, scoreTerms: ScoreTerms, scoreGlossary: ScoreGlossary): ScoreGroup =>
	(group, typing) => {
		const { terms, alternatives, isGlossary } = group;
		const typed = scoreTerms(terms, { typing, fuzzy: false });
		const scored = maxScores(size, [
			sumScores(size, typed),
			...(isGlossary ? [scoreGlossary(group)] : scoreTerms(alternatives, { fuzzy: false }))
		]);
		return { typed, scored };
	};
