import type { QueryTerm } from './analyse.ts';
import type { Candidate, FindCandidates } from './candidates.ts';
import type { Postings } from './postings.ts';
import { rarityOf, scorePosting } from './score.ts';

/** What an article has of some terms. */
export interface Share {
	score: number;
	/** Terms of the index. */
	matched: string[];
	/** Rarities of those that its title has, one for a term of the query. */
	titled: readonly number[];
}
/** By the article's number in the index. */
export type Shares = Map<number, Share>;

interface Finding {
	/** The last token of the query is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be slips. */
	fuzzy?: boolean;
}

const untitled: readonly number[] = [];

/**
 * A term of the query counts once, as the best of what stands for it does: summed, an article with
 * many words that begin so came before the one that is about one of them. Two more of the forty
 * questions are answered in the first three.
 */
function findTerm(postings: Postings, candidates: readonly Candidate[]): Shares {
	const found: Shares = new Map();
	const read = candidates.map(([term, weight]) => [term, postings.get(term)!, weight] as const);
	for (const [term, posting, weight] of read)
		for (const [document, score] of scorePosting(postings, posting)) {
			const share = found.get(document);
			if (!share) found.set(document, { score: weight * score, matched: [term], titled: untitled });
			else {
				share.score = Math.max(share.score, weight * score);
				share.matched.push(term);
			}
		}
	const title = postings.field('title');
	for (const [, posting] of read) {
		const rarity = posting[title] ? rarityOf(postings, posting) : 0;
		for (const document of posting[title]?.documents ?? []) {
			const share = found.get(document)!;
			if (rarity > (share.titled[0] ?? 0)) share.titled = [rarity];
		}
	}
	return found;
}

/** Terms that widen one term of a query may widen another, too. */
const allTerms = (some: string[], more: string[]) =>
	some.concat(more.filter((term) => !some.includes(term)));

/** Adds the shares of one to those of the other, which it changes. */
function addShares(total: Shares, more: Shares) {
	for (const [document, share] of more) {
		const known = total.get(document);
		if (!known) total.set(document, { ...share });
		else {
			known.score += share.score;
			known.matched = allTerms(known.matched, share.matched);
			if (share.titled.length) known.titled = known.titled.concat(share.titled);
		}
	}
}

/** Leaves of two shares, of words that stand for each other, what the better of them has. */
export function mergeShares(total: Shares, more: Shares) {
	for (const [document, share] of more) {
		const known = total.get(document);
		if (!known) total.set(document, share);
		else {
			known.score = Math.max(known.score, share.score);
			known.matched = allTerms(known.matched, share.matched);
			if (share.titled.length > known.titled.length) known.titled = share.titled;
		}
	}
}

/** The shares of each term, by itself. */
export type FindEach = (terms: readonly QueryTerm[], finding?: Finding) => Shares[];

export function createFindEach(postings: Postings, candidatesOf: FindCandidates): FindEach {
	return (terms, { typing = false, fuzzy = true } = {}) => {
		/** Articles that have a name or a part of it. */
		const found = new Map<string, ReadonlySet<number>>();
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
			const shares = findTerm(postings, candidates);
			const named = found.get(partOf ?? term);
			// The 6 of `EF6` tells nothing of an article that has neither that nor `EF`.
			if (named && partOf !== undefined && /^\p{N}+$/u.test(term))
				for (const document of shares.keys()) if (!named.has(document)) shares.delete(document);
			found.set(partOf ?? term, new Set([...(named ?? []), ...shares.keys()]));
			return shares;
		});
	};
}

/** What articles have of all of some terms, each adding its share. */
export function sumShares(each: readonly Shares[]): Shares {
	const total: Shares = new Map();
	for (const shares of each) addShares(total, shares);
	return total;
}
