import { readFile } from 'node:fs/promises';
import { Blob, Face, Font, Variation } from 'harfbuzzjs';
import decompress from 'woff2-encoder/decompress';
import type { FontFamily, FontFile } from './font-families.ts';

export interface OpenFont {
	font: Font;
	unitsPerEm: number;
	/** The code points that it has glyphs for. */
	characters: ReadonlySet<number>;
	/** SVG paths of glyphs that were drawn, by glyph number. */
	paths: Map<number, string>;
}

const opened = new Map<string, Promise<OpenFont>>();

function openFont(file: FontFile): Promise<OpenFont> {
	const key = `${file.path} ${file.weight}`;
	const known = opened.get(key) ?? read(file);
	opened.set(key, known);
	return known;
}

async function read({ path, weight }: FontFile): Promise<OpenFont> {
	const face = new Face(new Blob(await decompress(await readFile(path))));
	const font = new Font(face);
	if (weight) font.setVariations([new Variation('wght', weight)]);
	return {
		font,
		unitsPerEm: face.upem,
		characters: new Set(face.collectUnicodes()),
		paths: new Map()
	};
}

/** Zero-width joiners, variation selectors and the like: no font needs a glyph for them. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/**
 * The font of the first family that has every character of a grapheme, else the first font of all,
 * which shows its sign for a missing glyph.
 */
export async function fontFor(
	grapheme: string,
	families: readonly FontFamily[]
): Promise<OpenFont> {
	const characters = Array.from(grapheme)
		.filter((character) => !invisible.test(character))
		.map((character) => character.codePointAt(0)!);
	for (const files of families)
		for (const file of files) {
			const [first] = characters;
			if (!file.ranges.some(([from, to]) => first! >= from && first! <= to)) continue;
			const font = await openFont(file);
			if (characters.every((character) => font.characters.has(character))) return font;
		}
	if (!missing.has(grapheme))
		console.warn(`No font of the preview images has “${grapheme}”; they show a box for it.`);
	missing.add(grapheme);
	return openFont(families[0]!.at(-1)!);
}

/** Graphemes that were reported. */
const missing = new Set<string>();
