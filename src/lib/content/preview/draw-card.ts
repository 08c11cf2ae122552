import { levels, type Level } from '../../core/article/article.ts';
import { lightColor, type ColorName } from './colors.ts';
import { fitText, type Fitted } from './fit-text.ts';
import type { Style } from './font-families.ts';
import { prepareText } from './shape-text.ts';

/** What a preview image says. */
export interface PreviewCard {
	/** Name of the site at the top; absent if it is the title. */
	site?: string;
	/** Above the title: the category. */
	kicker?: string;
	title: string;
	/** Below the title. */
	tagline?: string;
	level?: Level;
	/** At the bottom. */
	fact: string;
	/** BCP 47 */
	language: string;
}

export const previewSize = { width: 1200, height: 630 };

const margin = 72;
const contentWidth = previewSize.width - 2 * margin;
const [topRule, bottomRule] = [128, 516];
/** Height of the colored bar at the upper edge. */
const barHeight = 12;

/** Descending sizes in pixels. */
const sizes = {
	site: [32, 26, 21, 17],
	kicker: [30, 25, 20, 17],
	title: [92, 84, 76, 68, 62, 56, 51, 46, 42, 38, 34],
	tagline: [36, 32, 28, 25, 22, 19],
	fact: [30]
};

/** Height of capitals in ems, in the fonts used. */
const capHeight = 0.7;

/** Draws a preview image as SVG, with all text as shapes, so that no font is needed to show it. */
export async function drawCard(card: PreviewCard): Promise<string> {
	const fit = async (name: keyof typeof sizes, style: Style, text: string, height: number) =>
		fitText(await prepareText(text, style, card.language), {
			width: contentWidth,
			height,
			sizes: sizes[name]
		});
	const { isRightToLeft } = await prepareText(card.title, 'title', card.language);
	const start = new StartEdge(isRightToLeft);

	const kicker = card.kicker && (await fit('kicker', 'strong', card.kicker, 44));
	const top = card.site ? topRule : barHeight;
	const room = bottomRule - top - 56 - (kicker ? kicker.height + kickerGap : 0);
	const title = await fit('title', 'title', card.title, card.tagline ? room * 0.6 : room);
	const tagline =
		card.tagline && (await fit('tagline', 'text', card.tagline, room - title.height - taglineGap));

	const blocks: { fitted: Fitted; color: ColorName; gap: number }[] = [
		...(kicker ? [{ fitted: kicker, color: 'accent' as const, gap: kickerGap }] : []),
		{ fitted: title, color: 'ink', gap: tagline ? taglineGap : 0 },
		...(tagline ? [{ fitted: tagline, color: 'ink-soft' as const, gap: 0 }] : [])
	];
	const height = blocks.reduce((sum, { fitted, gap }) => sum + fitted.height + gap, 0);
	let y = (top + bottomRule - height) / 2;
	const drawn = blocks.map(({ fitted, color, gap }) => {
		const text = drawText(fitted, start, y, color);
		y += fitted.height + gap;
		return text;
	});
	const site = card.site && (await fit('site', 'title', card.site, 46));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${previewSize.width}" height="${previewSize.height}">`,
		`<rect width="100%" height="100%" fill="${lightColor('paper')}"/>`,
		`<rect width="100%" height="${barHeight}" fill="${lightColor('accent')}"/>`,
		...(site
			? [drawText(site, start, (barHeight + topRule - site.height) / 2, 'ink'), drawRule(topRule)]
			: []),
		...drawn,
		drawRule(bottomRule),
		await drawFacts(card, start, await fit('fact', 'text', card.fact, 40)),
		'</svg>'
	].join('');
}

const kickerGap = 14;
const taglineGap = 22;

/** Where lines start: at the left or, in a card that reads from right to left, at the right. */
class StartEdge {
	readonly #isRightToLeft: boolean;

	constructor(isRightToLeft: boolean) {
		this.#isRightToLeft = isRightToLeft;
	}

	/** The left edge of something, by its distance from where lines start. */
	left(distance: number, width: number): number {
		return this.#isRightToLeft ? previewSize.width - margin - distance - width : margin + distance;
	}
}

const round = (value: number) => Number(value.toFixed(2));

function drawText(
	{ lines, size, lineHeight }: Fitted,
	start: StartEdge,
	top: number,
	color: ColorName,
	distance = 0
): string {
	const shapes = lines.flatMap(({ glyphs, width }, index) => {
		const left = start.left(distance, width * size);
		const baseline = top + lineHeight * (index + 0.5) + (size * capHeight) / 2;
		return glyphs.map(
			({ path, x, y, scale }) =>
				`<path transform="translate(${round(left + x * size)} ${round(baseline + y * size)}) scale(${(scale * size).toFixed(5)} ${(-scale * size).toFixed(5)})" d="${path}"/>`
		);
	});
	return `<g fill="${lightColor(color)}">${shapes.join('')}</g>`;
}

const drawRule = (y: number) =>
	`<rect x="${margin}" y="${y - 1}" width="${contentWidth}" height="2" fill="${lightColor('rule')}"/>`;

const center = 572;

/** The level, as on the site by shape and word, and the fact beside it. */
async function drawFacts(
	{ level, language }: PreviewCard,
	start: StartEdge,
	fact: Fitted
): Promise<string> {
	const top = center - fact.height / 2;
	if (!level) return drawText(fact, start, top, 'ink-soft');
	const word = fitText(await prepareText(level, 'text', language), {
		width: contentWidth,
		height: fact.height,
		sizes: sizes.fact
	});
	const after = markWidth + 14 + word.lines[0]!.width * word.size + 44;
	return (
		drawLevelMark(level, start.left(0, markWidth)) +
		drawText(word, start, top, 'ink-soft', markWidth + 14) +
		drawText(fact, start, top, 'ink-soft', after)
	);
}

const markScale = 2.1;
const markWidth = 14 * markScale;

/** The bars of `LevelMark.svelte`: as many are full as the level has steps. */
export const levelBars = [
	{ x: 0, y: 8, height: 4 },
	{ x: 5, y: 4, height: 8 },
	{ x: 10, y: 0, height: 12 }
];

function drawLevelMark(level: Level, left: number): string {
	const bars = levelBars.map(
		({ x, y, height }, index) =>
			`<rect x="${x}" y="${y}" width="3.5" height="${height}" rx=".5"${index > levels.indexOf(level) ? ' opacity=".25"' : ''}/>`
	);
	return `<g fill="${lightColor('ink-soft')}" transform="translate(${left} ${center - 6 * markScale}) scale(${markScale})">${bars.join('')}</g>`;
}
