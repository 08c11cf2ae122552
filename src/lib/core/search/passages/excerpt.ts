import { wholeCharacters, type Range } from '../text/segments.ts';
import { isUnspacedAt, wordAt } from '../text/word-at.ts';

// Full-width punctuation is not followed by a space.
const sentenceEnd = /[.!?:][)"'”’»]?\s+|[。！？][」』”’）]*|\n/g;
const endsSentence = /(?:^|\n|[.!?:][)"'”’»]?|[。！？][」』”’）]*)\s*$/;

/** Whether a sentence ends or starts at a place of a text, so that a cut there needs no ellipsis. */
const isBreak = (text: string, at: number) =>
	endsSentence.test(text.slice(Math.max(0, at - 8), at));

export interface Excerpt extends Range {
	/** The excerpt starts within a sentence. */
	cutBefore: boolean;
	/** The excerpt ends within a sentence. */
	cutAfter: boolean;
}

/** About `length` UTF-16 units around a window, starting at a sentence or a word. */
export function excerptAround(text: string, window: Range, length: number): Excerpt {
	const spare = Math.max(0, length - (window.end - window.start));
	// Some context before the window shows the reader what the sentence is about.
	const earliest = window.start - Math.min(spare, Math.floor(length / 3));
	const from = earliest <= 0 ? 0 : excerptStart(text, earliest, window.start);
	const latest = Math.max(window.end, from + length);
	const to = latest >= text.length ? text.length : excerptEnd(text, from, window.end, latest);
	const { start, end } = wholeCharacters(text)({ start: from, end: to });
	return {
		start,
		end,
		cutBefore: start > 0 && !isBreak(text, start),
		cutAfter: end < text.length && !isBreak(text, end)
	};
}

/** Where the first sentence between two places starts, or else the first word. */
function excerptStart(text: string, from: number, to: number): number {
	const before = text.slice(from, to);
	const [sentence] = before.matchAll(sentenceEnd);
	if (sentence) return from + sentence.index + sentence[0].length;
	const space = isUnspacedAt(text, from) ? null : /\s+/.exec(before);
	if (space) return from + space.index + space[0].length;
	return Math.min(to, wordAt(text, from)?.end ?? from);
}

/** Where the last sentence between two places ends, if that is not too early, or else the last word. */
function excerptEnd(text: string, start: number, from: number, to: number): number {
	const after = text.slice(from, to);
	const sentence = [...after.matchAll(sentenceEnd)].at(-1);
	if (sentence && from + sentence.index - start >= (to - start) / 2)
		return from + sentence.index + sentence[0].length;
	const space = isUnspacedAt(text, to) ? null : /\s\S*$/.exec(after);
	if (space) return from + space.index;
	return Math.max(from, wordAt(text, to)?.start ?? to);
}
