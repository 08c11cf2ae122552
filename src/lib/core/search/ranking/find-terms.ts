import type { QueryTerm } from '../text/analyse.ts';
import type { FindCandidates } from './candidates.ts';
import { restrictShares, type FindShares, type Shares } from './term-scores.ts';

interface Finding {
	/** The last token of the query is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be slips. */
	fuzzy?: boolean;
}

/** The shares of each term, by itself. */
export type FindEach = (terms: readonly QueryTerm[], finding?: Finding) => Shares[];

export function createFindEach(candidatesOf: FindCandidates, findShares: FindShares): FindEach {
	return (terms, { typing = false, fuzzy = true } = {}) => {
		/** Articles that have a name or a part of it. */
		const having = new Map<string, ReadonlySet<number>>();
		const names = new Set(terms.flatMap(({ partOf }) => partOf ?? []));
		/** The parts of a name that the index knows are taken as they are. */
		const known = new Set<string>();
		return terms.map((asked) => {
			const { term, partOf, last } = asked;
			const isName = names.has(term) && !partOf;
			const whole = partOf !== undefined && known.has(partOf);
			const candidates = candidatesOf(asked, {
				typing: typing && last && !whole,
				// A name is spelt wrong in one of its parts.
				fuzzy: fuzzy && !whole && !isName
			});
			if (isName && candidates.length) known.add(term);
			const found = findShares(candidates);
			if (!isName && partOf === undefined) return found;
			const name = partOf ?? term;
			const named = having.get(name);
			// The 6 of `EF6` tells nothing of an article that has neither that nor `EF`.
			const shares = named && /^\p{N}+$/u.test(term) ? restrictShares(found, named) : found;
			having.set(name, new Set([...(named ?? []), ...shares.documents]));
			return shares;
		});
	};
}
