import { footnotePlaceholder } from '../../article/article.ts';
import type { Range } from '../text/segments.ts';
import { isUnspacedAt, wordAt } from '../text/word-at.ts';

/** In UTF-16 units before a place; in unspaced scripts, twice as many follow it. */
const contextLength = 30;

/** The line that contains a place, without indentation. */
export function lineAround(text: string, at: number): Range {
	const start = at ? text.lastIndexOf('\n', at - 1) + 1 : 0;
	const next = text.indexOf('\n', at);
	const line = text.slice(start, next < 0 ? text.length : next);
	return {
		start: start + line.length - line.trimStart().length,
		end: start + line.trimEnd().length
	};
}

/**
 * A few whole words around a place, for a text fragment. Browsers look for a fragment within one
 * block, so it never goes beyond the line.
 */
export function quoteAround(text: string, at: number): string {
	const part = quotablePart(text, lineAround(text, at), at);
	if (!part) return '';
	const place = Math.min(Math.max(at, part.start), part.end);
	return text.slice(quoteStart(text, part.start, place), quoteEnd(text, place, part.end)).trim();
}

/**
 * The end of the line before the quote, which lets a browser distinguish a quote of one or two words
 * from the same words elsewhere; empty if the quote is long enough.
 */
export function quotePrefix(quote: string, text: string, at: number): string {
	const before = at && text.lastIndexOf('\n', at - 1);
	if (!quote || before < 1 || isSpecific.test(quote) || quote.length > contextLength / 2) return '';
	return quoteAround(text, before - 1);
}

const wordEnd = /[\p{L}\p{M}\p{N}]*$/u;
const maxWordLength = 64;
/** Three words or more: hardly ever twice in an article. */
const isSpecific = /^\s*\S+\s+\S+\s+\S/;

/**
 * The part of a line between two footnote marks that contains a place, or is nearest to it. A quote
 * must not cross a mark: the page shows a number there that the text does not have, and browsers
 * treat it as part of the word before it.
 */
function quotablePart(text: string, { start, end }: Range, at: number): Range | undefined {
	const parts: Range[] = [];
	for (let from = start; from < end;) {
		const mark = text.indexOf(footnotePlaceholder, from);
		const to = mark < 0 || mark > end ? end : mark;
		const word =
			to < end ? wordEnd.exec(text.slice(Math.max(from, to - maxWordLength), to))![0] : '';
		const part = { start: from, end: to - word.length };
		const isThere = at >= part.start && at < part.end;
		if (isThere || isSpecific.test(text.slice(part.start, part.end))) parts.push(part);
		from = to + 1;
	}
	return parts.find((part) => at < part.end) ?? parts.at(-1);
}

function quoteStart(text: string, from: number, at: number): number {
	const far = at - contextLength;
	if (far <= from) return from;
	if (isUnspacedAt(text, far)) return Math.min(at, wordAt(text, far)?.end ?? far);
	const space = /\s/.exec(text.slice(far, at));
	return space ? far + space.index + 1 : text.slice(from, at).lastIndexOf(' ') + 1 + from;
}

function quoteEnd(text: string, at: number, to: number): number {
	const [words = ''] = /^\S*(?:\s+\S+){0,5}/.exec(text.slice(at, to)) ?? [];
	const far = at + 2 * contextLength;
	if (words.length <= 2 * contextLength || !isUnspacedAt(text, far)) return at + words.length;
	return wordAt(text, far)?.start ?? far;
}
