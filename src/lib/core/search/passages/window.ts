import type { Match } from './matches.ts';
import type { Range } from '../text/segments.ts';

/** A range of a text that contains matches. */
export interface Window extends Range {
	/** Sum of the weights of its different terms. */
	score: number;
	/** Length of the range that its matches cover; 0 for a single term. */
	spread: number;
}

/** Compares by score, then by spread. */
export const isBetter = (a: Window, b: Window | undefined) =>
	!b || a.score > b.score || (a.score === b.score && a.spread < b.spread);

/**
 * The window with the highest score; among equals the one with the smallest spread, then the first.
 * @param matches in order
 * @param weights by term number, integers
 * @param fit whether a window may contain both of two matches
 */
export function bestWindow(
	matches: readonly Match[],
	weights: ReadonlyMap<number, number>,
	fit: (first: Match, last: Match) => boolean
): Window | undefined {
	const counts = new Map<number, number>();
	const weightOf = ({ term }: Match) => weights.get(term) ?? 0;
	const count = ({ term }: Match, change: 1 | -1) => {
		const now = (counts.get(term) ?? 0) + change;
		if (now) counts.set(term, now);
		else counts.delete(term);
		return now;
	};
	let best: Window | undefined;
	let score = 0;
	let first = 0;
	for (const match of matches) {
		if (count(match, 1) === 1) score += weightOf(match);
		for (let left = matches[first]!; left !== match; left = matches[++first]!) {
			if (fit(left, match) && counts.get(left.term) === 1) break;
			if (count(left, -1) === 0) score -= weightOf(left);
		}
		const { start } = matches[first]!;
		const spread = counts.size > 1 ? match.end - start : 0;
		const window = { start, end: match.end, score, spread };
		if (isBetter(window, best)) best = window;
	}
	return best;
}
