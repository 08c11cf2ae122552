import type { Range } from './segments.ts';
import { isUnspaced } from './tokens.ts';

let segmenter: Intl.Segmenter | undefined;

/** How far around a place words are cut: longer than a word of any script without spaces. */
const around = 32;

/** Whether what stands beside a place belongs to a script without spaces between its words. */
export const isUnspacedAt = (text: string, place: number) =>
	isUnspaced(text.slice(Math.max(0, place - 1), place + 1));

/** The word that a place is in the midst of, as the browser cuts it; nothing between two words. */
export function wordAt(text: string, place: number): Range | undefined {
	const from = Math.max(0, place - around);
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
	const word = segmenter.segment(text.slice(from, place + around)).containing(place - from);
	if (!word || word.index === place - from) return undefined;
	return { start: from + word.index, end: from + word.index + word.segment.length };
}
