import { wholeCharacters, type Range } from '../text/segments.ts';
import { isUnspacedAt, wordAt } from '../text/word-at.ts';

// No space follows a full-width mark.
const sentenceEnd = /[.!?:][)"'”’»]?\s+|[。！？][」』”’）]*|\n/g;
const endsSentence = /(?:^|\n|[.!?:][)"'”’»]?|[。！？][」』”’）]*)\s*$/;

/** Whether a text that is cut at this place reads as if it began or ended there. */
const isBreak = (text: string, at: number) =>
	endsSentence.test(text.slice(Math.max(0, at - 8), at));

export interface Excerpt extends Range {
	/** Something of the sentence is missing. */
	cutBefore: boolean;
	cutAfter: boolean;
}

/** A stretch of about `length` around a window, from the beginning of a sentence or a word. */
export function excerptAround(text: string, window: Range, length: number): Excerpt {
	const spare = Math.max(0, length - (window.end - window.start));
	// Something stands before it, so that the reader sees where the sentence comes from.
	const earliest = window.start - Math.min(spare, Math.floor(length / 3));
	const from = earliest <= 0 ? 0 : beginning(text, earliest, window.start);
	const latest = Math.max(window.end, from + length);
	const to = latest >= text.length ? text.length : ending(text, from, window.end, latest);
	const { start, end } = wholeCharacters(text)({ start: from, end: to });
	return {
		start,
		end,
		cutBefore: start > 0 && !isBreak(text, start),
		cutAfter: end < text.length && !isBreak(text, end)
	};
}

/** The first sentence that begins between two places, or else the first word. */
function beginning(text: string, from: number, to: number): number {
	const before = text.slice(from, to);
	const [sentence] = before.matchAll(sentenceEnd);
	if (sentence) return from + sentence.index + sentence[0].length;
	const space = isUnspacedAt(text, from) ? null : /\s+/.exec(before);
	if (space) return from + space.index + space[0].length;
	return Math.min(to, wordAt(text, from)?.end ?? from);
}

/** The last sentence that ends between two places, if much is shown by then, or else the last word. */
function ending(text: string, start: number, from: number, to: number): number {
	const after = text.slice(from, to);
	const sentence = [...after.matchAll(sentenceEnd)].at(-1);
	if (sentence && from + sentence.index - start >= (to - start) / 2)
		return from + sentence.index + sentence[0].length;
	const space = isUnspacedAt(text, to) ? null : /\s\S*$/.exec(after);
	if (space) return from + space.index;
	return Math.max(from, wordAt(text, to)?.start ?? to);
}
