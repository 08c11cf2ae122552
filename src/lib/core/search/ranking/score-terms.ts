import type { QueryTerm } from '../text/analyse.ts';
import type { FindCandidates } from './candidates.ts';
import { restrictScores, type ScoredTerm, type ScoreTerm } from './term-scores.ts';

interface ScoreTermsOptions {
	/** The last token of the query is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be misspelled. */
	fuzzy?: boolean;
}

/** Scores each term of a query on its own. */
export type ScoreTerms = (terms: readonly QueryTerm[], options?: ScoreTermsOptions) => ScoredTerm[];

export function createScoreTerms(findCandidates: FindCandidates, scoreTerm: ScoreTerm): ScoreTerms {
	return (terms, { typing = false, fuzzy = true } = {}) => {
		/** Articles that have a name or one of its parts, by the name. */
		const articlesByName = new Map<string, ReadonlySet<number>>();
		const names = new Set(terms.flatMap(({ partOf }) => partOf ?? []));
		/** Names that the index holds; their parts are not widened. */
		const knownNames = new Set<string>();
		return terms.map((asked) => {
			const { term, partOf, isLast } = asked;
			const isName = names.has(term) && !partOf;
			const hasKnownName = partOf !== undefined && knownNames.has(partOf);
			const candidates = findCandidates(asked, {
				typing: typing && isLast && !hasKnownName,
				// A misspelled name is misspelled in one of its parts.
				fuzzy: fuzzy && !hasKnownName && !isName
			});
			if (isName && candidates.length) knownNames.add(term);
			const found: ScoredTerm = { ...scoreTerm(candidates), asked, candidates };
			if (!isName && partOf === undefined) return found;
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
