import type { GoldenQuery } from '../../article/search-rules.ts';
import type { Explanation, SearchEngine } from './engine.ts';

/** How an article comes to its score. */
export interface Explained extends Explanation {
	/** `category/slug` */
	id: string;
	score: number;
}

/** A golden query whose article did not come where it must. */
export interface GoldenMiss {
	golden: GoldenQuery;
	/** 1-based; `null` where it was not found at all. */
	place: number | null;
	wanted: Explained;
	/** Those before it: as many as it had to be within. */
	instead: Explained[];
}

/** Asks each query as the search box does, its last word perhaps half typed. */
export const findGoldenMisses = (
	engine: SearchEngine,
	golden: readonly GoldenQuery[]
): GoldenMiss[] => golden.flatMap((one) => findMiss(engine, one) ?? []);

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
