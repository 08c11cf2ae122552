import type { Postings } from '../index/postings.ts';
import type { Analyser } from '../text/analyse.ts';
import { createLikeness } from './likeness.ts';
import { createNearness } from './nearness.ts';
import type { Scorer } from './score.ts';
import type { ScoredTerm, TermScores } from './term-scores.ts';
import { createTitleLikeness } from './title-likeness.ts';

/** What the terms of a query say together about the documents that have any of them. */
export interface Evidence {
	name: (typeof evidenceNames)[keyof typeof evidenceNames];
	/** By document: what it adds to the score. */
	scores: Float64Array;
}

/** Stand for evidence in `TermShare.term`; no query term contains a parenthesis. */
export const evidenceNames = {
	/** Terms of the query next to each other. */
	near: '(near)',
	/** The topic, compared with that of the best documents. */
	like: '(like)',
	/** The title as a whole. */
	title: '(title)'
} as const;

/**
 * @param terms of the query, in order, each once
 * @param total the sum over the terms
 */
export type FindEvidence = (terms: readonly ScoredTerm[], total: TermScores) => Evidence[];

export function createEvidence(
	postings: Postings,
	analyser: Analyser,
	scorer: Scorer
): FindEvidence {
	const { evidence, size } = postings;
	const nearness = evidence && createNearness(postings, evidence, scorer);
	const likeness = evidence && createLikeness(size, evidence.vectors);
	const titleLikeness = createTitleLikeness(postings, analyser, scorer);

	function titleScores({ titleRarities }: TermScores, queryLength: number): Float64Array {
		const scores = new Float64Array(size);
		for (const [document, rarities] of titleRarities)
			scores[document] = titleLikeness(document, rarities, queryLength);
		return scores;
	}

	return (terms, total) => {
		const title: Evidence = { name: evidenceNames.title, scores: titleScores(total, terms.length) };
		if (!nearness || !likeness || terms.length < 2) return [title];
		const near = nearness(terms);
		const scores = total.scores.map((score, document) => score + near[document]!);
		return [
			{ name: evidenceNames.near, scores: near },
			{ name: evidenceNames.like, scores: likeness({ ...total, scores }) },
			title
		];
	};
}
