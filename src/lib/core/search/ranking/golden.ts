import type { GoldenQuery } from '../../article/search-rules.ts';
import type { SearchEngine } from './engine.ts';
import type { Explanation } from './explanation.ts';

/** An article with its score and how that comes about. */
export interface Explained extends Explanation {
	/** `category/slug` */
	id: string;
	score: number;
}

/** A golden query whose article did not rank as high as required. */
export interface GoldenMiss {
	golden: GoldenQuery;
	/** 1-based rank of the article; `null` if it was not found at all. */
	place: number | null;
	wanted: Explained;
	/** The articles that ranked highest, as many as `within` allows. */
	instead: Explained[];
}

/** Runs each query as the search box does: its last word may be incomplete. */
export const findGoldenMisses = (
	engine: SearchEngine,
	golden: readonly GoldenQuery[]
): GoldenMiss[] => golden.flatMap((query) => findMiss(engine, query) ?? []);

// #region miss
function findMiss(engine: SearchEngine, golden: GoldenQuery): GoldenMiss | null {
	const { query, id, within } = golden;
	const options = { typing: true };
	const hits = engine.search(query, options);
	const at = hits.findIndex((hit) => hit.id === id);
	if (at >= 0 && at < within) return null;
	const explained = (one: string): Explained => ({
		id: one,
		score: hits.find((hit) => hit.id === one)?.score ?? 0,
		...engine.explain(query, one, options)
	});
	return {
		golden,
		place: at < 0 ? null : at + 1,
		wanted: explained(id),
		instead: hits.slice(0, within).map((hit) => explained(hit.id))
	};
}
// #endregion
