import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeReporter, AxeResults, RawResult, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	resultTypes: ['violations'],
	// No rule of these reads the style sheets, which are parsed for each run otherwise.
	preload: { assets: ['media'] }
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

interface Look {
	width: number;
	colorScheme: 'light' | 'dark';
}

/** What an audited page has. */
interface AuditedWindow {
	axe: typeof import('axe-core');
	layout: string;
}

interface AuditRun {
	rules: RunOptions;
	/** Those that suffice if only colors differ from the run before. */
	ofColors: RunOptions | null;
	isFirst: boolean;
}

/** Runs in the page, after axe-core. */
function prepare() {
	const { axe } = window as unknown as AuditedWindow;
	// Elements are not described unless they are in a violation.
	axe.configure({ noHtml: true });
	const report: AxeReporter<AxeResults> = axe.getReporter('v1');
	axe.addReporter<AxeResults>(
		'violations',
		(results, options, resolve, reject) => {
			const rules = results as (RawResult & { error?: unknown })[];
			const failed = rules.find(({ error }) => error);
			if (failed) throw new Error(`The rule ${failed.id} failed: ${JSON.stringify(failed.error)}`);
			report(
				rules.filter((rule) => rule.violations.length > 0),
				options,
				resolve,
				reject
			);
		},
		true
	);
	// Blocks of a long article that are not laid out yet would seem to overlap. In a style sheet, because a rule
	// reads the text of all elements that have a style attribute.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('.prose > * { content-visibility: visible !important }');
	document.adoptedStyleSheets.push(sheet);
}

/** Runs in the page. If only colors differ from the look before, only the rules about colors are run again. */
async function audit({ rules, ofColors, isFirst }: AuditRun) {
	const page = window as unknown as AuditedWindow;
	// All elements with their attributes and places, and which of them are visible.
	const layout = [...document.querySelectorAll('*')]
		.map((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
			return [x, y, width, height, isSeen].join();
		})
		.concat(document.documentElement.outerHTML)
		.join('\n');
	const isSame = !isFirst && layout === page.layout;
	page.layout = layout;
	const { violations } = await page.axe.run((isSame && ofColors) || rules);
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) =>
			`${id}: ${target.join(' ')}: ${failureSummary}`.replace(/\s+/g, ' ')
		)
	);
}

/** What axe-core reports about a page in its current state: rule, element and reason, a line each. */
export async function violations(page: Page, rules = options, isFirst = true): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) {
		await page.evaluate(axe);
		await page.evaluate(prepare);
	}
	const ofColors = rules === options ? colorRules : null;
	return page.evaluate(audit, { rules, ofColors, isFirst });
}

/** The same in several widths and color schemes; each line names the one that it is about. */
export async function violationsIn(
	page: Page,
	looks: readonly Look[],
	rules = options
): Promise<string[]> {
	const found: string[] = [];
	for (const look of looks) {
		const { width, colorScheme } = look;
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		const lines = await violations(page, rules, look === looks[0]);
		found.push(...lines.map((line) => `${width} ${colorScheme} ${line}`));
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
