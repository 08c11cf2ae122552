import type { Browser, Page } from 'playwright-core';
import { corpusPath } from './corpus-content.ts';
import type { CorpusSite } from './corpus-site.ts';
import { longestOf, median, type Measure } from './measures.ts';
import { pageRecord, serveSite, throttleCpu, withPage } from './served-site.ts';

declare global {
	interface Window {
		/** Time of the last click, in milliseconds since navigation start. */
		benchClickedMs: number;
	}
}

/** Long enough for an opened page to become idle even on a throttled CPU. */
const settleMs = 1500;
const titleSelector = 'ul[aria-label=Articles] h2 a';

/** Clicks a title in the list and returns the milliseconds from the click to the article. */
async function openArticle(page: Page, n: number): Promise<number> {
	const { x, y } = await page.evaluate(
		([selector, n]) => {
			const onclick = ({ timeStamp }: MouseEvent) => (window.benchClickedMs = timeStamp);
			addEventListener('click', onclick, { once: true, capture: true });
			const link = document.querySelectorAll(selector)[n]!;
			link.scrollIntoView({ block: 'center', behavior: 'instant' });
			const { x, y } = link.getClientRects()[0]!;
			return { x: x + 5, y: y + 5 };
		},
		[titleSelector, n] as const
	);
	await page.mouse.click(x, y);
	const opened = await page.waitForFunction(
		() => document.querySelector('main article h1') && performance.now() - window.benchClickedMs
	);
	return Number(await opened.jsonValue());
}

async function goBack(page: Page, n: number) {
	await page.evaluate(() => history.back());
	await page.waitForFunction(([selector, n]) => document.querySelectorAll(selector)[n], [
		titleSelector,
		n
	] as const);
}

/**
 * Opens the list's first articles one after another by their links, going back each time. Queries
 * the page only by CSS selector: role and name lookups are long tasks themselves on a throttled CPU.
 */
async function openArticles(page: Page, count: number): Promise<{ tasks: number[]; ms: number[] }> {
	const before = (await pageRecord(page)).longTasks.length;
	const ms: number[] = [];
	for (let n = 0; n < count; n++) {
		ms.push(await openArticle(page, n));
		await page.waitForTimeout(settleMs);
		await goBack(page, n);
		await page.waitForTimeout(settleMs);
	}
	return { tasks: (await pageRecord(page)).longTasks.slice(before), ms };
}

async function measureNavigation(browser: Browser, origin: string): Promise<Measure[]> {
	const count = 12;
	const measures: Measure[] = [];
	for (const rate of [1, 4])
		await withPage(browser, `${origin}/`, async (page) => {
			await throttleCpu(page, rate);
			const { tasks, ms } = await openArticles(page, count);
			measures.push(
				{
					name: `Tasks over 50 ms while ${count} articles open by link, ${rate}x CPU`,
					value: tasks.length,
					unit: 'count',
					budget: 0,
					note: longestOf(tasks)
				},
				{
					name: `Click to article, ${rate}x CPU, median`,
					value: median(ms),
					unit: 'ms'
				}
			);
		});
	return measures;
}

async function measureShifts(
	browser: Browser,
	origin: string,
	{ articles }: CorpusSite
): Promise<Measure[]> {
	const first = articles[0]!;
	const pages = {
		library: '/',
		'an article': `/${corpusPath(first)}/`,
		category: `/${first.category}/`,
		tag: `/tags/${first.category}/`,
		'deep link with filters': '/?level=Advanced&q=change+tracking&time=-20'
	};
	const measures: Measure[] = [];
	for (const [name, path] of Object.entries(pages)) {
		const { shifts } = await withPage(browser, origin + path, pageRecord);
		measures.push({
			name: `Layout shift, ${name}, cold`,
			value: shifts,
			unit: 'shifts',
			budget: 0
		});
	}
	return measures;
}

export const measureBrowsing = (browser: Browser, site: CorpusSite): Promise<Measure[]> =>
	serveSite(site.folder, async (origin) => [
		...(await measureNavigation(browser, origin)),
		...(await measureShifts(browser, origin, site))
	]);
