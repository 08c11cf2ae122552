import type { QueryTerm } from '../text/analyse.ts';
import { mapEach } from '../parts/part-store.ts';
import type { FindCandidates } from './candidates.ts';
import { restrictScores, type ScoredTerm, type ScoreTerm } from './term-scores.ts';
import { createWidenTerms, type WidenTerms } from './widen-terms.ts';

/** Scores each term of a query on its own. */
export type ScoreTerms = (...query: Parameters<WidenTerms>) => ScoredTerm[];

export function createScoreTerms(findCandidates: FindCandidates, scoreTerm: ScoreTerm): ScoreTerms {
	const widenTerms = createWidenTerms(findCandidates);
	return (terms, options) => {
		/** Articles that have a name or one of its parts, by the name. */
		const articlesByName = new Map<string, ReadonlySet<number>>();
		const names = new Set(terms.flatMap(({ partOf }) => partOf ?? []));
		return mapEach(widenTerms(terms, options), (widened) => {
			const { term, partOf } = widened.asked;
			const found: ScoredTerm = { ...scoreTerm(widened.candidates), ...widened };
			if (!names.has(term) && partOf === undefined) return found;
			const name = partOf ?? term;
			const articles = articlesByName.get(name);
			// The 6 of `EF6` says nothing about an article that has neither `EF6` nor `EF`.
			const scores = articles && /^\p{N}+$/u.test(term) ? restrictScores(found, articles) : found;
			articlesByName.set(name, new Set([...(articles ?? []), ...scores.documents]));
			return scores;
		});
	};
}

/** The terms of a query as it has them, each once. */
export function inOrder(scored: readonly ScoredTerm[], terms: readonly QueryTerm[]): ScoredTerm[] {
	const byTerm = new Map(scored.map((one) => [one.asked.term, one]));
	return [...new Set(terms.map(({ term }) => term))].map((term) => byTerm.get(term)!);
}
