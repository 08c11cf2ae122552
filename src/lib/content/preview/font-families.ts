import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A file with the glyphs of some characters, as the fonts of the web are divided. */
export interface FontFile {
	path: string;
	/** First and last code points. */
	ranges: [number, number][];
	/** `wght` of a variable font. */
	weight?: number;
}

export type FontFamily = FontFile[];

const require = createRequire(import.meta.url);

/** The upright files that a font package's style sheet names, with their `unicode-range`. */
function readFamily(styleSheet: string, weight?: number): FontFamily {
	const path = require.resolve(styleSheet);
	const rules = readFileSync(path, 'utf8').matchAll(
		/url\(([^)]+\.woff2)\)[^}]*unicode-range:\s*([^;}]+)/g
	);
	return Array.from(rules, ([, file, ranges]) => ({
		path: join(dirname(path), file!),
		ranges: ranges!.split(',').map((range) => {
			const [first, last = first] = range.trim().slice('U+'.length).split('-');
			return [Number.parseInt(first!, 16), Number.parseInt(last!, 16)];
		}),
		weight
	}));
}

const families = new Map<string, FontFamily>();

function family(styleSheet: string, weight?: number): FontFamily {
	const key = `${styleSheet} ${weight}`;
	const known = families.get(key);
	if (known) return known;
	const read = readFamily(styleSheet, weight);
	families.set(key, read);
	return read;
}

const han = (region: string, weight: number) =>
	family(`@fontsource-variable/noto-sans-${region}/wght.css`, weight);

/** Chinese, Japanese and Korean share characters but not their shapes: whose come first. */
function hanRegions(language: string, text: string): string[] {
	const first = /[\p{scx=Hiragana}\p{scx=Katakana}]/u.test(text.replace(/\p{P}/gu, ''))
		? 'jp'
		: /\p{scx=Hangul}/u.test(text.replace(/\p{P}/gu, ''))
			? 'kr'
			: ({ ja: 'jp', ko: 'kr' }[language.split('-')[0]!] ?? 'sc');
	return [first, ...['sc', 'jp', 'kr'].filter((region) => region !== first)];
}

export type Style = 'title' | 'text' | 'strong';

const weights: Record<Style, number> = { title: 700, text: 400, strong: 600 };

/**
 * The families for a text, the most wanted first. Titles are in Charis, which is Charter, the first
 * of the site's serifs, with more characters.
 * @param language BCP 47
 */
export function familiesFor(style: Style, text: string, language: string): FontFamily[] {
	const weight = weights[style];
	return [
		...(style === 'title' ? [family('@fontsource/charis-sil/700.css')] : []),
		family('@fontsource-variable/noto-sans/wght.css', weight),
		...hanRegions(language, text).map((region) => han(region, weight)),
		family('@fontsource-variable/noto-sans-arabic/wght.css', weight),
		family('@fontsource-variable/noto-sans-hebrew/wght.css', weight),
		family('@fontsource-variable/noto-emoji/wght.css', weight)
	];
}
