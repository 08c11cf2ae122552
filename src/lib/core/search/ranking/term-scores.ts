import type { Posting } from '../index/encode-postings.ts';
import { lowerBound } from '../index/lower-bound.ts';
import type { Postings } from '../index/postings.ts';
import type { QueryTerm } from '../text/analyse.ts';
import type { Candidate } from './candidates.ts';
import type { Scorer } from './score.ts';

/** How documents score for one or more terms; documents are identified by their number. */
export interface TermScores {
	/** By document; 0 for a document that has none of the terms. */
	readonly scores: Float64Array;
	/** The documents with a score. */
	readonly documents: readonly number[];
	/** For documents with any of the terms in the title: the rarity of each query term found there. */
	readonly titleRarities: ReadonlyMap<number, readonly number[]>;
	/** Of a term: the rarity of its best candidate, times its weight. */
	readonly rarity: number;
	/** The terms of the index that a document has. */
	matchedTerms(document: number): string[];
}

/** How documents score for one term of a query. */
export interface ScoredTerm extends TermScores {
	readonly asked: QueryTerm;
	/** What stands for it in the index. */
	readonly candidates: readonly Candidate[];
}

/** Scores one query term, or what stands for several, by its candidates. */
export type ScoreTerm = (candidates: readonly Candidate[]) => TermScores;

/**
 * A query term scores like its best candidate. With the sum, an article with many words of a prefix
 * outranks the article that is about one of them.
 */
export function createScoreTerm(postings: Postings, scorer: Scorer): ScoreTerm {
	const title = postings.field('title');
	/** Scores of one candidate; all 0 between two candidates. */
	const candidateScores = new Float64Array(postings.size);

	return (candidates) => {
		const scores = new Float64Array(postings.size);
		const documents: number[] = [];
		const titleRarities = new Map<number, readonly number[]>();
		const read: [term: string, posting: Posting][] = [];
		let rarity = 0;
		postings.require(candidates.map(([term]) => term));
		for (const [term, weight] of candidates) {
			const posting = postings.get(term)!;
			read.push([term, posting]);
			const termRarity = scorer.rarityOf(posting);
			rarity = Math.max(rarity, weight * termRarity);
			scorer.addScores(posting, candidateScores);
			for (const field of posting)
				for (const document of field?.documents ?? []) {
					const score = weight * candidateScores[document]!;
					if (!score) continue;
					candidateScores[document] = 0;
					if (!scores[document]) documents.push(document);
					if (score > scores[document]!) scores[document] = score;
				}
			for (const document of posting[title]?.documents ?? []) {
				if (termRarity > (titleRarities.get(document)?.[0] ?? 0))
					titleRarities.set(document, [termRarity]);
			}
		}
		return {
			scores,
			documents,
			titleRarities,
			rarity,
			matchedTerms: (document) => termsIn(read, document)
		};
	};
}

const termsIn = (read: readonly [string, Posting][], document: number) =>
	read.flatMap(([term, posting]) =>
		posting.some((field) => field && includesSorted(field.documents, document)) ? [term] : []
	);

/** @param sorted in ascending order */
const includesSorted = (sorted: readonly number[], wanted: number) =>
	sorted[lowerBound(sorted, wanted)] === wanted;

/** The scores for several terms: each adds its own. */
export const sumScores = (size: number, each: readonly TermScores[]): TermScores =>
	merge(
		size,
		each,
		(a, b) => a + b,
		(some, more) => some.concat(more)
	);

/** The scores for synonyms: each document gets its best one. */
export const maxScores = (size: number, each: readonly TermScores[]): TermScores =>
	merge(size, each, Math.max, (some, more) => (more.length > some.length ? more : some));

function merge(
	size: number,
	each: readonly TermScores[],
	combine: (a: number, b: number) => number,
	combineRarities: (some: readonly number[], more: readonly number[]) => readonly number[]
): TermScores {
	const scores = new Float64Array(size);
	const documents: number[] = [];
	const titleRarities = new Map<number, readonly number[]>();
	for (const one of each) {
		for (const document of one.documents) {
			const score = scores[document]!;
			if (!score) documents.push(document);
			scores[document] = combine(score, one.scores[document]!);
		}
		for (const [document, rarities] of one.titleRarities)
			titleRarities.set(document, combineRarities(titleRarities.get(document) ?? [], rarities));
	}
	return {
		scores,
		documents,
		titleRarities,
		rarity: each.reduce((sum, one) => combine(sum, one.rarity), 0),
		// A term that widens one term of a query may also widen another.
		matchedTerms: (document) => [...new Set(each.flatMap((one) => one.matchedTerms(document)))]
	};
}

/** The scores of some documents only. */
export const restrictScores = (all: ScoredTerm, documents: ReadonlySet<number>): ScoredTerm => ({
	...all,
	scores: all.scores.map((score, document) => (documents.has(document) ? score : 0)),
	documents: all.documents.filter((document) => documents.has(document)),
	titleRarities: new Map([...all.titleRarities].filter(([document]) => documents.has(document))),
	matchedTerms: (document) => (documents.has(document) ? all.matchedTerms(document) : [])
});
