/** A piece of text and whether it matched the search. */
export interface Segment {
	text: string;
	mark: boolean;
}

/** A range of a text, in UTF-16 units. */
export interface Range {
	start: number;
	end: number;
}

let segmenter: Intl.Segmenter | undefined;

/** Created on first use: a browser without `Intl.Segmenter` can still load this module. */
const graphemes = () => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** Latin without combining marks: every unit is a character, so no segmenter is needed. */
const singleUnitCharacters = /^[\n -\u02FF\u2010-\u2026]*$/;

/** Widens ranges to whole graphemes, so that no visible character is split. */
export function wholeCharacters(text: string): (range: Range) => Range {
	if (singleUnitCharacters.test(text)) return (range) => range;
	const segments = graphemes().segment(text);
	return ({ start, end }) => {
		const last = segments.containing(end - 1);
		return {
			start: segments.containing(start)?.index ?? start,
			end: end > start && last ? last.index + last.segment.length : end
		};
	};
}

/** Splits a text into segments that join to the same text; adjacent marks become one segment. */
export function markedSegments(text: string, marks: readonly Range[]): Segment[] {
	const whole = wholeCharacters(text);
	const segments: Segment[] = [];
	const add = (start: number, end: number, mark: boolean) => {
		const last = segments.at(-1);
		if (start >= end) return;
		if (mark && last?.mark) last.text += text.slice(start, end);
		else segments.push({ text: text.slice(start, end), mark });
	};
	let at = 0;
	for (const { start, end } of marks.map(whole).sort((a, b) => a.start - b.start)) {
		add(at, start, false);
		add(Math.max(at, start), end, true);
		at = Math.max(at, end);
	}
	add(at, text.length, false);
	return segments;
}
