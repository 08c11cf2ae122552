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

interface Look {
	width: number;
	colorScheme: 'light' | 'dark';
}

/** What axe-core reports about a page in its current state: rule, element and reason, a line each. */
export async function violations(page: Page, rules = options): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
	// Blocks of a long article that are not laid out yet would seem to overlap.
	await page.evaluate(() => {
		for (const block of document.querySelectorAll<HTMLElement>('.prose > *'))
			block.style.contentVisibility = 'visible';
	});
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

/** The same in several widths and color schemes; each line names the one that it is about. */
export async function violationsIn(
	page: Page,
	looks: readonly Look[],
	rules = options
): Promise<string[]> {
	const found: string[] = [];
	for (const { width, colorScheme } of looks) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		found.push(...(await violations(page, rules)).map((line) => `${width} ${colorScheme} ${line}`));
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
