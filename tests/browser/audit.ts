import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	resultTypes: ['violations']
};

/** Seven to one for text, where it is read for long. */
export const highContrast: RunOptions = {
	runOnly: { type: 'rule', values: ['color-contrast-enhanced'] },
	resultTypes: ['violations']
};

/** In forced colours the system answers for contrast; axe-core reads the colours of the page. */
export const forcedColours: RunOptions = {
	...options,
	rules: { 'color-contrast': { enabled: false } }
};

interface Look {
	width: number;
	colorScheme: 'light' | 'dark';
}

/** What axe-core holds against a page as it stands: rule, element and reason, a line each. */
export async function violations(page: Page, rules = options): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
	// Far blocks of a long article have no places yet: to axe-core they would lie over each other.
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

/** The same in several widths and colours of one page, each line with the look that has it. */
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

/** Each width once, the widest in both colours. */
export const looks: readonly Look[] = [
	{ width: 1280, colorScheme: 'light' },
	{ width: 1280, colorScheme: 'dark' },
	{ width: 768, colorScheme: 'light' },
	{ width: 320, colorScheme: 'dark' }
];

/** For a state of a page that is looked at in all of them. */
export const extremes: readonly Look[] = [looks[0]!, looks[3]!];

/** For a state that is of one width. */
export const bothColours = (width: number): readonly Look[] => [
	{ width, colorScheme: 'light' },
	{ width, colorScheme: 'dark' }
];

/** The narrowest and the widest in both colours: for a state that has a shape of its own in each. */
export const corners: readonly Look[] = [...bothColours(1280), ...bothColours(320)];
