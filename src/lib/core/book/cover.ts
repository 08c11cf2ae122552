import { isRightToLeft } from '../article/language.ts';
import { escapeXml } from '../markup/xml.ts';

export interface Cover {
	/** The name of the site. */
	publisher: string;
	title: string;
	tagline: string;
	/** “9 articles” */
	extent: string;
	/** BCP 47 */
	language: string;
}

export const coverSize = { width: 1600, height: 2400 };

const margin = 150;
const lineWidth = coverSize.width - 2 * margin;

/** Sizes of the title, the largest that fits its lines comes first. */
const titleSizes = [190, 160, 130, 104] as const;
const maxTitleLines = 5;

/** A page in the look of the site: paper, ink, one accent, and the title in serif. */
export function coverSvg({ publisher, title, tagline, extent, language }: Cover): string {
	const isReversed = isRightToLeft(language);
	const x = isReversed ? coverSize.width - margin : margin;
	const [size, lines] = titleLines(title);
	const titleTop = 720;
	const taglineTop = titleTop + lines.length * size * 1.15 + 70;
	const line = (words: string, y: number, fontSize: number, more: string) =>
		`<text x="${x}" y="${Math.round(y)}" font-size="${fontSize}" ${more}>${escapeXml(words)}</text>`;
	const flip = isReversed ? ` transform="matrix(-1 0 0 1 ${coverSize.width} 0)"` : '';
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${coverSize.width} ${coverSize.height}" width="${coverSize.width}" height="${coverSize.height}"${isReversed ? ' direction="rtl"' : ''}>
<rect width="100%" height="100%" fill="#fbfaf6"/>
<rect width="100%" height="36" fill="#8c2f0e"/>
<g${flip}><path d="M150 190h100l50 50v150h-150z" fill="#8c2f0e"/><path d="M250 190l50 50h-50z" fill="#f2a786"/><path d="M180 280h90M180 315h90M180 350h60" stroke="#fbfaf6" stroke-width="14" fill="none"/></g>
${title === publisher ? '' : line(publisher, 500, 64, 'font-family="sans-serif" font-weight="600" fill="#544f48"')}
${lines.map((words, index) => line(words, titleTop + (index + 0.8) * size * 1.15, size, 'font-family="serif" font-weight="600" fill="#1f1d1a"')).join('\n')}
${wrapped(tagline, 72, 4)
	.map((words, index) =>
		line(words, taglineTop + (index + 1) * 100, 72, 'font-family="serif" fill="#544f48"')
	)
	.join('\n')}
<rect x="${margin}" y="2130" width="${lineWidth}" height="4" fill="#1f1d1a"/>
${line(extent, 2230, 60, 'font-family="sans-serif" fill="#1f1d1a"')}
</svg>
`;
}

function titleLines(title: string): readonly [number, string[]] {
	for (const size of titleSizes) {
		const lines = wrapped(title, size, Infinity);
		if (lines.length <= maxTitleLines) return [size, lines];
	}
	const size = titleSizes.at(-1)!;
	return [size, wrapped(title, size, maxTitleLines)];
}

/** Wide enough for any serif, because the fonts of the reader are unknown. */
const widthOf = (words: string) =>
	[...words].reduce(
		(sum, letter) =>
			sum + (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/u.test(letter) ? 1 : 0.56),
		0
	);

/** The text in lines that fit the cover; the last of too many ends with an ellipsis. */
function wrapped(text: string, size: number, maxLines: number): string[] {
	const fits = (words: string) => widthOf(words) * size <= lineWidth;
	const lines: string[] = [];
	for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
		const last = lines.at(-1);
		if (last !== undefined && fits(last + segment.trimEnd()))
			lines[lines.length - 1] = last + segment;
		else lines.push(...pieces(segment.trimStart(), fits));
	}
	const kept = lines.map((line) => line.trim()).filter(Boolean);
	if (kept.length <= maxLines) return kept;
	return [...kept.slice(0, maxLines - 1), `${kept[maxLines - 1]!.slice(0, -1)}…`];
}

/** A word that is too long for a line is broken. */
function pieces(word: string, fits: (words: string) => boolean): string[] {
	const found = [''];
	for (const letter of word) {
		if (!fits(found.at(-1)! + letter)) found.push('');
		found[found.length - 1] += letter;
	}
	return found;
}
