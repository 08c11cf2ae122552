import bidiFactory from 'bidi-js';
import { Buffer as TextBuffer, Direction, shape } from 'harfbuzzjs';
import { familiesFor, type Style } from './font-families.ts';
import { fontFor, type OpenFont } from './open-font.ts';

const bidi = bidiFactory();

/** A text with the font of each of its UTF-16 units and its directions. */
export interface PreparedText {
	text: string;
	fonts: OpenFont[];
	/** Embedding level of each unit (Unicode Standard Annex 9): odd ones run from right to left. */
	levels: Uint8Array;
	/** The text as a whole begins at the right. */
	isRightToLeft: boolean;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Signs that any script uses take the font of the text before them. Spaces are as wide everywhere. */
const isShared = (grapheme: string) => /^(?:(?!\s)\p{scx=Common})+$/u.test(grapheme);

/** Chooses the fonts of a text. @param language BCP 47 */
export async function prepareText(
	text: string,
	style: Style,
	language: string
): Promise<PreparedText> {
	const families = familiesFor(style, text, language);
	const fonts: OpenFont[] = [];
	for (const { segment } of graphemes.segment(text)) {
		const before = fonts.at(-1);
		const font =
			before && isShared(segment) && has(before, segment)
				? before
				: await fontFor(segment, families);
		for (let unit = 0; unit < segment.length; unit++) fonts.push(font);
	}
	const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
	return { text, fonts, levels, isRightToLeft: paragraphs[0]?.level === 1 };
}

const has = ({ characters }: OpenFont, grapheme: string) =>
	Array.from(grapheme).every((character) => characters.has(character.codePointAt(0)!));

interface Run {
	start: number;
	end: number;
	font: OpenFont;
	level: number;
}

/** Divides a line into runs of one font and level, in the order in which they stand. */
function visualRuns({ fonts, levels }: PreparedText, start: number, end: number): Run[] {
	const runs: Run[] = [];
	for (let unit = start; unit < end; unit++) {
		const last = runs.at(-1);
		const [font, level] = [fonts[unit]!, levels[unit]!];
		if (last?.font === font && last.level === level) last.end = unit + 1;
		else runs.push({ start: unit, end: unit + 1, font, level });
	}
	// Rule L2 of Unicode Standard Annex 9.
	for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--)
		for (let from = 0; from < runs.length; from++) {
			let to = from;
			while (to < runs.length && runs[to]!.level >= level) to++;
			runs.splice(from, to - from, ...runs.slice(from, to).reverse());
			from = to;
		}
	return runs;
}

export interface Shaped {
	/** In ems. */
	width: number;
	/** Glyphs with their places, in ems. */
	glyphs: { path: string; x: number; y: number; scale: number }[];
}

/** Lays out a part of a text in one line. */
export function shapeLine(prepared: PreparedText, start: number, end: number): Shaped {
	const shaped: Shaped = { width: 0, glyphs: [] };
	for (const run of visualRuns(prepared, start, end)) addRun(shaped, prepared.text, run);
	return shaped;
}

function addRun(shaped: Shaped, text: string, { start, end, font, level }: Run) {
	const buffer = new TextBuffer();
	// The text around the run decides how its first and last letters join.
	buffer.addText(text, start, end - start);
	buffer.guessSegmentProperties();
	buffer.setDirection(level % 2 ? Direction.RTL : Direction.LTR);
	shape(font.font, buffer);
	const scale = 1 / font.unitsPerEm;
	const positions = buffer.getGlyphPositions();
	for (const [index, { codepoint: glyph }] of buffer.getGlyphInfos().entries()) {
		const { xAdvance, xOffset, yOffset } = positions[index]!;
		const path = font.paths.get(glyph) ?? font.font.glyphToPath(glyph);
		font.paths.set(glyph, path);
		if (path)
			shaped.glyphs.push({ path, x: shaped.width + xOffset * scale, y: -yOffset * scale, scale });
		shaped.width += xAdvance * scale;
	}
}
