import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	resultTypes: ['violations']
};

/** Enhanced contrast, seven to one, for text that is read for a long time. */
export const highContrast: RunOptions = {
	runOnly: { type: 'rule', values: ['color-contrast-enhanced'] },
	resultTypes: ['violations']
};

/** In forced colors the system sets the contrast, but axe-core reads the colors of the page. */
export const forcedColors: RunOptions = {
	...options,
	rules: { 'color-contrast': { enabled: false } }
};

/** The rules whose result can differ between two color schemes of one layout. */
const colorRules: RunOptions = {
	runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
	resultTypes: ['violations']
};

/** All elements with their attributes and places, and which of them are visible; runs in the page. */
const layoutOf = () =>
	[...document.querySelectorAll('*')]
		.map((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
			return [x, y, width, height, isSeen].join();
		})
		.concat(document.documentElement.outerHTML)
		.join('\n');

interface Look {
	width: number;
	colorScheme: 'light' | 'dark';
}

/** Loads axe-core and lays out the whole page. */
async function prepare(page: Page) {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
	// Blocks of a long article that are not laid out yet would seem to overlap.
	await page.evaluate(() => {
		for (const block of document.querySelectorAll<HTMLElement>('.prose > *'))
			block.style.contentVisibility = 'visible';
	});
}

async function run(page: Page, rules: RunOptions): Promise<string[]> {
	const found = await page.evaluate(
		(run) => (window as never as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(run),
		rules
	);
	return found.violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) =>
			`${id}: ${target.join(' ')}: ${failureSummary}`.replace(/\s+/g, ' ')
		)
	);
}

/** What axe-core reports about a page in its current state: rule, element and reason, a line each. */
export async function violations(page: Page, rules = options): Promise<string[]> {
	await prepare(page);
	return run(page, rules);
}

/**
 * The same in several widths and color schemes; each line names the one that it is about. If only colors
 * differ from the look before, only the rules about colors are run again.
 */
export async function violationsIn(
	page: Page,
	looks: readonly Look[],
	rules = options
): Promise<string[]> {
	const found: string[] = [];
	let before: string | undefined;
	for (const { width, colorScheme } of looks) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await prepare(page);
		const layout = await page.evaluate(layoutOf);
		const lines = await run(page, rules === options && layout === before ? colorRules : rules);
		found.push(...lines.map((line) => `${width} ${colorScheme} ${line}`));
		before = layout;
	}
	return found;
}

/** Each width once, the widest in both color schemes. */
export const looks: readonly Look[] = [
	{ width: 1280, colorScheme: 'light' },
	{ width: 1280, colorScheme: 'dark' },
	{ width: 768, colorScheme: 'light' },
	{ width: 320, colorScheme: 'dark' }
];

/** For a state that exists in every width. */
export const extremes: readonly Look[] = [looks[0]!, looks[3]!];

/** For a state that exists in one width only. */
export const bothColors = (width: number): readonly Look[] => [
	{ width, colorScheme: 'light' },
	{ width, colorScheme: 'dark' }
];

/** The narrowest and the widest, in both color schemes: for a state that differs in each. */
export const corners: readonly Look[] = [...bothColors(1280), ...bothColors(320)];
