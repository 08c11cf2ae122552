import { noteMark } from '../../article/article.ts';
import type { Range } from '../text/segments.ts';
import { isUnspacedAt, wordAt } from '../text/word-at.ts';

/** What a quote has before a place, and half of what it has behind it where no spaces part words. */
const lead = 30;

/** The line of a text around a place, without its indentation. */
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
 * Some whole words around a place. A browser looks for a fragment within one block, so nothing
 * beyond the line is in it.
 */
export function quoteAround(text: string, at: number): string {
	const part = quotablePart(text, lineAround(text, at), at);
	if (!part) return '';
	const place = Math.min(Math.max(at, part.start), part.end);
	return text.slice(quoteStart(text, part.start, place), quoteEnd(text, place, part.end)).trim();
}

/**
 * The end of the line before a quote's own, for a browser to tell a quote of a word or two from the
 * same words elsewhere; empty where the quote is enough.
 */
export function leadTo(quote: string, text: string, at: number): string {
	const before = at && text.lastIndexOf('\n', at - 1);
	if (!quote || before < 1 || tellsEnough.test(quote) || quote.length > lead / 2) return '';
	return quoteAround(text, before - 1);
}

const wordEnd = /[\p{L}\p{M}\p{N}]*$/u;
const maxWordLength = 64;
/** So many words are hardly anywhere else in the article. */
const tellsEnough = /^\s*\S+\s+\S+\s+\S/;

/**
 * The part of a line from one footnote's mark to the next that has a place, or stands nearest to it:
 * the number that the page has there is in no text, and to a browser it is of the word before it.
 */
function quotablePart(text: string, { start, end }: Range, at: number): Range | undefined {
	const parts: Range[] = [];
	for (let from = start; from < end;) {
		const mark = text.indexOf(noteMark, from);
		const to = mark < 0 || mark > end ? end : mark;
		const word =
			to < end ? wordEnd.exec(text.slice(Math.max(from, to - maxWordLength), to))![0] : '';
		const part = { start: from, end: to - word.length };
		const isThere = at >= part.start && at < part.end;
		if (isThere || tellsEnough.test(text.slice(part.start, part.end))) parts.push(part);
		from = to + 1;
	}
	return parts.find((part) => at < part.end) ?? parts.at(-1);
}

function quoteStart(text: string, from: number, at: number): number {
	const far = at - lead;
	if (far <= from) return from;
	if (isUnspacedAt(text, far)) return Math.min(at, wordAt(text, far)?.end ?? far);
	const space = /\s/.exec(text.slice(far, at));
	return space ? far + space.index + 1 : text.slice(from, at).lastIndexOf(' ') + 1 + from;
}

function quoteEnd(text: string, at: number, to: number): number {
	const [words = ''] = /^\S*(?:\s+\S+){0,5}/.exec(text.slice(at, to)) ?? [];
	const far = at + 2 * lead;
	if (words.length <= 2 * lead || !isUnspacedAt(text, far)) return at + words.length;
	return wordAt(text, far)?.start ?? far;
}
