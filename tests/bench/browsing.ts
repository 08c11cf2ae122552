import type { Browser, Page } from 'playwright-core';
import { corpusPath } from './corpus-content.ts';
import type { CorpusSite } from './corpus-site.ts';
import { longestOf, median, type Measure } from './measures.ts';
import { pageRecord, serveSite, slowDown, withPage } from './served-site.ts';

/** Opens the articles of the first list one after another by their links, and goes back. */
async function openArticles(page: Page, count: number): Promise<{ tasks: number[]; ms: number[] }> {
	const links = page.getByRole('list', { name: 'Articles' }).getByRole('heading').getByRole('link');
	const before = (await pageRecord(page)).longTasks.length;
	const ms: number[] = [];
	for (let n = 0; n < count; n++) {
		const path = await links.nth(n).getAttribute('href');
		const start = performance.now();
		await links.nth(n).click();
		await page.waitForURL((url) => url.pathname === path);
		await page.locator('main article h1').waitFor();
		ms.push(performance.now() - start);
		await page.waitForTimeout(200);
		await page.goBack();
		await links.nth(n).waitFor();
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
					name: `Click to article, ${rate}x CPU, median, driver included`,
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
