import type { Candidate } from './candidates.ts';
import type { Posting } from '../index/encode-postings.ts';
import type { Postings } from '../index/postings.ts';
import type { Scorer } from './score.ts';

/** What articles have of some terms; documents go by their number. */
export interface Shares {
	/** By document; 0 where it has none of the terms. */
	readonly scores: Float64Array;
	/** Those with a score. */
	readonly documents: readonly number[];
	/** Of documents whose title has any: the rarities of these, one for a term of the query. */
	readonly titled: ReadonlyMap<number, readonly number[]>;
	/** The terms of the index that a document has. */
	matched(document: number): string[];
}

/** What stands for one term of a query, found; it counts once, as the best of its candidates. */
export type FindShares = (candidates: readonly Candidate[]) => Shares;

/**
 * A term counts as its best candidate: with the sum, an article with many words of a prefix outranks
 * the one that is about one of them.
 */
export function createFindShares(postings: Postings, scorer: Scorer): FindShares {
	const title = postings.field('title');
	/** Scores of one candidate; all 0 between two. */
	const own = new Float64Array(postings.size);

	return (candidates) => {
		const scores = new Float64Array(postings.size);
		const documents: number[] = [];
		const titled = new Map<number, readonly number[]>();
		const read: [term: string, posting: Posting][] = [];
		for (const [term, weight] of candidates) {
			const posting = postings.get(term)!;
			read.push([term, posting]);
			scorer.addScores(posting, own);
			for (const field of posting)
				for (const document of field?.documents ?? []) {
					const score = weight * own[document]!;
					if (!score) continue;
					own[document] = 0;
					if (!scores[document]) documents.push(document);
					if (score > scores[document]!) scores[document] = score;
				}
			for (const document of posting[title]?.documents ?? []) {
				const rarity = scorer.rarityOf(posting);
				if (rarity > (titled.get(document)?.[0] ?? 0)) titled.set(document, [rarity]);
			}
		}
		return { scores, documents, titled, matched: (document) => termsIn(read, document) };
	};
}

const termsIn = (read: readonly [string, Posting][], document: number) =>
	read.flatMap(([term, posting]) =>
		posting.some((field) => field && holds(field.documents, document)) ? [term] : []
	);

/** @param sorted in ascending order */
function holds(sorted: readonly number[], wanted: number): boolean {
	let [first, end] = [0, sorted.length];
	while (first < end) {
		const middle = (first + end) >> 1;
		if (sorted[middle]! < wanted) first = middle + 1;
		else end = middle;
	}
	return sorted[first] === wanted;
}

/** What articles have of several terms, each adding its share. */
export const sumShares = (size: number, each: readonly Shares[]): Shares =>
	merge(
		size,
		each,
		(a, b) => a + b,
		(some, more) => some.concat(more)
	);

/** Of words that stand for each other, what the best of them gives. */
export const bestShares = (size: number, each: readonly Shares[]): Shares =>
	merge(size, each, Math.max, (some, more) => (more.length > some.length ? more : some));

function merge(
	size: number,
	each: readonly Shares[],
	join: (a: number, b: number) => number,
	joinTitled: (some: readonly number[], more: readonly number[]) => readonly number[]
): Shares {
	const scores = new Float64Array(size);
	const documents: number[] = [];
	const titled = new Map<number, readonly number[]>();
	for (const shares of each) {
		for (const document of shares.documents) {
			const known = scores[document]!;
			if (!known) documents.push(document);
			scores[document] = join(known, shares.scores[document]!);
		}
		for (const [document, rarities] of shares.titled)
			titled.set(document, joinTitled(titled.get(document) ?? [], rarities));
	}
	return {
		scores,
		documents,
		titled,
		// Terms that widen one term of a query may widen another, too.
		matched: (document) => [...new Set(each.flatMap((shares) => shares.matched(document)))]
	};
}

/** Only of some documents. */
export const restrictShares = (shares: Shares, wanted: ReadonlySet<number>): Shares => ({
	scores: shares.scores.map((score, document) => (wanted.has(document) ? score : 0)),
	documents: shares.documents.filter((document) => wanted.has(document)),
	titled: new Map([...shares.titled].filter(([document]) => wanted.has(document))),
	matched: (document) => (wanted.has(document) ? shares.matched(document) : [])
});
