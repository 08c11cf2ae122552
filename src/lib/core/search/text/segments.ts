/** A stretch of text and whether it is what was searched for. */
export interface Segment {
	text: string;
	mark: boolean;
}

/** A stretch of a text, in UTF-16 units. */
export interface Range {
	start: number;
	end: number;
}

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first wanted: a browser without it still loads what else is here. */
const graphemes = () => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** Latin without marks of their own: each unit is a character, and no segmenter is needed. */
const unitsAlone = /^[\n -\u02FF\u2010-\u2026]*$/;

/** Widens ranges to whole characters as a reader sees them, so that nothing comes apart. */
export function wholeCharacters(text: string): (range: Range) => Range {
	if (unitsAlone.test(text)) return (range) => range;
	const segments = graphemes().segment(text);
	return ({ start, end }) => {
		const last = segments.containing(end - 1);
		return {
			start: segments.containing(start)?.index ?? start,
			end: end > start && last ? last.index + last.segment.length : end
		};
	};
}

/** The text in segments; marks that touch become one. Joined, the segments are the text. */
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
