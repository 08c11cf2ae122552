import { graphemeParts, lineParts } from './break-lines.ts';
import { shapeLine, type PreparedText, type Shaped } from './shape-text.ts';

export interface Fitted {
	/** In pixels. */
	size: number;
	lineHeight: number;
	height: number;
	lines: Shaped[];
}

interface Box {
	width: number;
	height: number;
	/** Sizes in pixels to try, the largest first; the last is taken whether it fits or not. */
	sizes: readonly number[];
}

interface Part {
	start: number;
	end: number;
	/** In ems; of its visible characters. */
	width: number;
	/** With the space behind it. */
	advance: number;
}

/** Wraps a text at the largest size at which it fits into a box, in lines of similar length. */
export function fitText(prepared: PreparedText, { width, height, sizes }: Box): Fitted {
	const spacing = lineSpacing(prepared.text);
	const parts = lineParts(prepared.text).map((part) => measure(prepared, part));
	for (const size of sizes) {
		const most = width / size;
		const small = parts.flatMap((part) => (part.width > most ? divide(prepared, part) : part));
		const lines = wrap(small, most);
		const isLast = size === sizes.at(-1);
		if (lines.length * spacing * size > height && !isLast) continue;
		// A word is divided only if it is too long for small type.
		if (small.length > parts.length && size > sizes[0]! / 2) continue;
		return {
			size,
			lineHeight: spacing * size,
			height: lines.length * spacing * size,
			lines: balance(small, most, lines).map(([start, end]) => shapeLine(prepared, start, end))
		};
	}
	throw new RangeError('no sizes');
}

/** Height of a line in ems, by how tall the letters of a script are. */
function lineSpacing(text: string): number {
	if (/[\p{scx=Arabic}\p{scx=Devanagari}]/u.test(text.replace(/\p{P}/gu, ''))) return 1.4;
	return /[\p{scx=Han}\p{scx=Hangul}\p{scx=Katakana}\p{scx=Hiragana}]/u.test(text) ? 1.28 : 1.15;
}

function measure(prepared: PreparedText, [start, end]: [number, number]): Part {
	const visibleEnd = start + prepared.text.slice(start, end).trimEnd().length;
	const { width } = shapeLine(prepared, start, visibleEnd);
	const space = visibleEnd < end ? shapeLine(prepared, visibleEnd, end).width : 0;
	return { start, end: visibleEnd, width, advance: width + space };
}

const divide = (prepared: PreparedText, { start, end }: Part) =>
	graphemeParts(prepared.text, [start, end]).map((part) => measure(prepared, part));

type Line = [start: number, end: number];

function wrap(parts: readonly Part[], most: number): Line[] {
	const lines: Line[] = [];
	let used = Infinity;
	for (const { start, end, width, advance } of parts) {
		if (used + width > most) {
			lines.push([start, end]);
			used = advance;
		} else {
			lines.at(-1)![1] = end;
			used += advance;
		}
	}
	return lines;
}

/** Narrows the lines as far as their number stays the same. */
function balance(parts: readonly Part[], most: number, lines: Line[]): Line[] {
	let best = lines;
	let [low, high] = [Math.max(0, ...parts.map(({ width }) => width)), most];
	while (high - low > 0.1) {
		const middle = (low + high) / 2;
		const tried = wrap(parts, middle);
		if (tried.length > lines.length) low = middle;
		else [best, high] = [tried, middle];
	}
	return best;
}
