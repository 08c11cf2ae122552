import { createPairHash } from '../index/pair-hash.ts';
import type { Postings, PostingsEvidence } from '../index/postings.ts';
import type { QueryTerm } from '../text/analyse.ts';
import type { Scorer } from './score.ts';
import type { ScoredTerm } from './term-scores.ts';

/** Of a pair, compared with a term of the same rarity; `../README.md` has the measurements. */
const weight = 0.35;
/** More combinations of what two terms are widened to say nothing, and take long. */
const maxCombinations = 8;

/** What neighbors among the terms of a query add to the score of documents that have them as such. */
export type Nearness = (terms: readonly ScoredTerm[]) => Float64Array;

/** Scores pairs of terms like terms: by BM25, as Metzler and Croft 2005 (SIGIR) score phrases. */
export function createNearness(
	postings: Postings,
	{ pairs }: PostingsEvidence,
	scorer: Scorer
): Nearness {
	const text = postings.field('text');
	const hashOf = createPairHash();
	const textsWith = (term: string) => postings.get(term)?.[text]?.documents ?? [];

	/** How often documents have any of the combinations of two terms. */
	function countPairs({ candidates: some }: ScoredTerm, { candidates: others }: ScoredTerm) {
		const counts = new Map<number, number>();
		for (const [a] of some)
			for (const [b] of others) {
				if (a === b) continue;
				const hash = hashOf(a, b);
				for (const document of inBoth(textsWith(a), textsWith(b))) {
					const count = pairs(document).count(hash);
					if (count) counts.set(document, (counts.get(document) ?? 0) + count);
				}
			}
		return counts;
	}

	return (terms) => {
		const scores = new Float64Array(postings.size);
		for (const [n, term] of terms.entries()) {
			const next = terms[n + 1];
			if (!next || areOneName(term.asked, next.asked)) continue;
			if (term.candidates.length * next.candidates.length > maxCombinations) continue;
			scorer.addTextScores(countPairs(term, next), weight, scores);
		}
		return scores;
	};
}

const areOneName = (a: QueryTerm, b: QueryTerm) =>
	b.partOf !== undefined && (b.partOf === a.term || b.partOf === a.partOf);

/** @param a in ascending order, like `b` */
function inBoth(a: readonly number[], b: readonly number[]): number[] {
	const both: number[] = [];
	for (let i = 0, j = 0; i < a.length && j < b.length;) {
		const difference = a[i]! - b[j]!;
		if (!difference) both.push(a[i]!);
		if (difference <= 0) i++;
		if (difference >= 0) j++;
	}
	return both;
}
