import type { Browser, Page } from 'playwright-core';
import { corpusPath } from './corpus-content.ts';
import type { CorpusSite } from './corpus-site.ts';
import { longestOf, median, type Measure } from './measures.ts';
import { pageRecord, serveSite, slowDown, withPage } from './served-site.ts';

declare global {
	interface Window {
		/** Milliseconds from a click to the article that it opens. */
		benchOpened: Promise<number>;
	}
}

/** Milliseconds until a page that was opened has come to rest, on a slow processor too. */
const rest = 1500;
const titles = 'ul[aria-label=Articles] h2 a';

/** Moves a link of the list into sight and says where it is; the next click is timed. */
const prepareClick = (page: Page, n: number) =>
	page.evaluate(
		([selector, n]) => {
			const until = async (condition: () => unknown) => {
				while (!condition()) await new Promise(requestAnimationFrame);
			};
			window.benchOpened = new Promise((opened) => {
				const onclick = async ({ timeStamp }: MouseEvent) => {
					await until(() => document.querySelector('main article h1'));
					opened(performance.now() - timeStamp);
				};
				addEventListener('click', (event) => void onclick(event), { once: true, capture: true });
			});
			const link = document.querySelectorAll(selector)[n]!;
			link.scrollIntoView({ block: 'center', behavior: 'instant' });
			const { x, y } = link.getClientRects()[0]!;
			return { x: x + 5, y: y + 5 };
		},
		[titles, n] as const
	);

const goBack = (page: Page, n: number) =>
	page.evaluate(
		async ([selector, n]) => {
			history.back();
			while (!document.querySelectorAll(selector)[n]) await new Promise(requestAnimationFrame);
		},
		[titles, n] as const
	);

/**
 * Opens the articles of the first list one after another by their links, and goes back. All that is
 * asked of the page is small: what a driver looks up by roles and names are long tasks themselves
 * where the processor is slowed down.
 */
async function openArticles(page: Page, count: number): Promise<{ tasks: number[]; ms: number[] }> {
	const before = (await pageRecord(page)).longTasks.length;
	const ms: number[] = [];
	for (let n = 0; n < count; n++) {
		const { x, y } = await prepareClick(page, n);
		await page.mouse.click(x, y);
		ms.push(await page.evaluate(() => window.benchOpened));
		await page.waitForTimeout(rest);
		await goBack(page, n);
		await page.waitForTimeout(rest);
	}
	return { tasks: (await pageRecord(page)).longTasks.slice(before), ms };
}

async function measureNavigation(browser: Browser, origin: string): Promise<Measure[]> {
	const count = 12;
	const measures: Measure[] = [];
	for (const rate of [1, 4])
		await withPage(browser, `${origin}/`, async (page) => {
			await slowDown(page, rate);
			const { tasks, ms } = await openArticles(page, count);
			measures.push(
				{
					name: `Tasks over 50 ms while ${count} articles open by their links, ${rate}x CPU`,
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
