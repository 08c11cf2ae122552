import type { Range } from './segments.ts';
import { isUnspaced } from './tokens.ts';

let segmenter: Intl.Segmenter | undefined;

/** Context on either side of a place, in UTF-16 units: longer than a word of any unspaced script. */
const contextLength = 32;

/** Whether the text next to a place is in a script without spaces between words. */
export const isUnspacedAt = (text: string, place: number) =>
	isUnspaced(text.slice(Math.max(0, place - 1), place + 1));

/** The word that contains a place, as the browser segments words; `undefined` between two words. */
export function wordAt(text: string, place: number): Range | undefined {
	const from = Math.max(0, place - contextLength);
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
	const word = segmenter.segment(text.slice(from, place + contextLength)).containing(place - from);
	if (!word || word.index === place - from) return undefined;
	return { start: from + word.index, end: from + word.index + word.segment.length };
}
