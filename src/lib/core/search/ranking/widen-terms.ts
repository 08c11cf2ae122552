import type { QueryTerm } from '../text/analyse.ts';
import { mapEach } from '../parts/part-store.ts';
import type { Candidate, FindCandidates } from './candidates.ts';

interface WidenOptions {
	/** The last token of the query is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be misspelled. */
	fuzzy?: boolean;
}

/** A term of a query and what stands for it in the index. */
export interface WidenedTerm {
	readonly asked: QueryTerm;
	readonly candidates: readonly Candidate[];
}

/** Finds what stands for each term of a query. */
export type WidenTerms = (terms: readonly QueryTerm[], options?: WidenOptions) => WidenedTerm[];

// #region widen
export function createWidenTerms(findCandidates: FindCandidates): WidenTerms {
	return (terms, { typing = false, fuzzy = true } = {}) => {
		const names = new Set(terms.flatMap(({ partOf }) => partOf ?? []));
		/** Names that the index holds; their parts are not widened. */
		const knownNames = new Set<string>();
		return mapEach(terms, (asked) => {
			const { term, partOf, isLast } = asked;
			const isName = names.has(term) && !partOf;
			const hasKnownName = partOf !== undefined && knownNames.has(partOf);
			const candidates = findCandidates(asked, {
				typing: typing && isLast && !hasKnownName,
				// A misspelled name is misspelled in one of its parts.
				fuzzy: fuzzy && !hasKnownName && !isName
			});
			if (isName && candidates.length) knownNames.add(term);
			return { asked, candidates };
		});
	};
}
// #endregion
