import type { SearchEngine } from '$lib/core/search/ranking/engine.ts';
import type { Evidence } from '$lib/core/search/ranking/evidence.ts';
import type { Explanation, TermShare } from '$lib/core/search/ranking/explanation.ts';

/** A part of a score, to show. */
export interface Part {
	name: string;
	score: number;
	/** Of several terms together. */
	isEvidence: boolean;
}

/** An article where a query ranks it, and why. */
export interface RankedArticle {
	/** `category/slug` */
	id: string;
	title: string;
	/** 1 is the best. */
	place: number;
	/** By the weights of this site and without a multiplier. */
	usualPlace: number;
	parts: readonly Part[];
	/** What the sum of the parts is multiplied by. */
	factor: number;
	/** Compared before the score. */
	rank: Explanation['rank'];
}

export interface LibraryRanking {
	/** Articles that have any of the terms. */
	found: number;
	best: readonly RankedArticle[];
}

interface Options {
	/** Multiplies each score by the number of query terms that the article has, as MiniSearch does. */
	multiplied: boolean;
	/** How many articles to explain. */
	shown: number;
}

/** The last word of a query may be incomplete, as in the search box. */
const typing = true;

const evidenceParts = {
	'(near)': 'neighbors',
	'(like)': 'topic',
	'(title)': 'whole title'
} satisfies Record<Evidence['name'], string>;
const partNames: Readonly<Record<string, string>> = evidenceParts;

/**
 * Ranks the library for a query.
 * @param usual the engine with the weights of this site
 * @param weighted the same with those that a reader chose
 */
export function rankLibrary(
	query: string,
	usual: SearchEngine,
	weighted: SearchEngine,
	titles: ReadonlyMap<string, string>,
	{ multiplied, shown }: Options
): LibraryRanking {
	const usualPlaces = new Map(usual.search(query, { typing }).map(({ id }, n) => [id, n + 1]));
	const hits = weighted.search(query, { typing });
	const explained = (multiplied ? hits : hits.slice(0, shown)).map(({ id, score }) => {
		const explanation = weighted.explain(query, id, { typing });
		const factor = multiplied ? explanation.shares.filter(isOfTerm).length : 1;
		return { id, score: score * factor, factor, ...explanation };
	});
	// The rank is not compared: MiniSearch has none.
	if (multiplied) explained.sort((a, b) => b.score - a.score);
	const best = explained.slice(0, shown).map(({ id, shares, factor, rank }, n) => ({
		id,
		title: titles.get(id) ?? id,
		place: n + 1,
		usualPlace: usualPlaces.get(id) ?? Infinity,
		parts: shares.map(partOf),
		factor,
		rank: multiplied ? ('score' as const) : rank
	}));
	return { found: hits.length, best };
}

const isOfTerm = ({ matched }: TermShare) => matched.length > 0;

const partOf = (share: TermShare): Part => ({
	name: partNames[share.term] ?? nameOf(share),
	score: share.score,
	isEvidence: !isOfTerm(share)
});

const nameOf = ({ term, matched, widened }: TermShare) =>
	widened ? `${term} → ${matched.slice(0, 2).join(', ')}` : term;
