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
	const { isRightToLeft } = await prepareText(card.title, 'title', card.language);
	const start = new StartEdge(isRightToLeft);
	const { width, height } = previewSize;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
		`<rect width="100%" height="100%" fill="${lightColor('paper')}"/>`,
		`<rect width="100%" height="${barHeight}" fill="${lightColor('accent')}"/>`,
		card.site ? await drawSite(card, card.site, start) : '',
		...(await drawBlocks(card, start)),
		drawRule(bottomRule),
		await drawFacts(card, start),
		'</svg>'
	].join('');
}

async function fit(
	{ language }: PreviewCard,
	name: keyof typeof sizes,
	style: Style,
	text: string,
	height: number
): Promise<Fitted> {
	const box = { width: contentWidth, height, sizes: sizes[name] };
	return fitText(await prepareText(text, style, language), box);
}

async function drawSite(card: PreviewCard, site: string, start: StartEdge): Promise<string> {
	const fitted = await fit(card, 'site', 'title', site, 46);
	const top = (barHeight + topRule - fitted.height) / 2;
	return drawText(fitted, start, top, 'ink') + drawRule(topRule);
}

/** Texts between the rules, with the space below each. */
interface Block {
	fitted: Fitted;
	color: ColorName;
	gap: number;
}

const gaps = { kicker: 14, tagline: 22, rule: 28 };

/** Category, title and tagline, as large as they fit, in the middle between the rules. */
async function drawBlocks(card: PreviewCard, start: StartEdge): Promise<string[]> {
	const top = card.site ? topRule : barHeight;
	let room = bottomRule - top - 2 * gaps.rule;
	const blocks: Block[] = [];
	const add = (fitted: Fitted, color: ColorName, gap = 0) => {
		blocks.push({ fitted, color, gap });
		room -= fitted.height + gap;
	};
	if (card.kicker) add(await fit(card, 'kicker', 'strong', card.kicker, 44), 'accent', gaps.kicker);
	const titleRoom = card.tagline ? room * 0.6 : room;
	const title = await fit(card, 'title', 'title', card.title, titleRoom);
	add(title, 'ink', card.tagline ? gaps.tagline : 0);
	if (card.tagline) add(await fit(card, 'tagline', 'text', card.tagline, room), 'ink-soft');

	let y = top + gaps.rule + room / 2;
	return blocks.map(({ fitted, color, gap }) => {
		const text = drawText(fitted, start, y, color);
		y += fitted.height + gap;
		return text;
	});
}

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
async function drawFacts(card: PreviewCard, start: StartEdge): Promise<string> {
	const fact = await fit(card, 'fact', 'text', card.fact, 40);
	const top = center - fact.height / 2;
	const { level } = card;
	if (!level) return drawText(fact, start, top, 'ink-soft');
	const word = await fit(card, 'fact', 'text', level, 40);
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
