import type { Browser } from 'playwright-core';
import { servedIndex } from '../../src/lib/content/search-index/library-index.ts';
import { partPath } from '../../src/lib/core/search/parts/part-folder.ts';
import { generatedFile, insteadOf } from './built-files.ts';
import type { CorpusSite } from './corpus-site.ts';
import { measureFirstSearch } from './first-search.ts';
import { firstResults, measureKeystrokes, searchbox } from './keystrokes.ts';
import type { LargeLibrary } from './large-library.ts';
import { longestOf, sizeName, type Measure } from './measures.ts';
import { pageRecord, serveSite, throttleCpu, withPage } from './served-site.ts';

/** Measures the first letter's response time if the user types before the index is loaded. */
const measureFirstLetter = (browser: Browser, url: string, rate: number, where: string) =>
	withPage(browser, url, async (page): Promise<Measure> => {
		await pageRecord(page);
		await throttleCpu(page, rate);
		return {
			name: `First letter to first results, index not yet loaded, ${where}`,
			value: await firstResults(page),
			unit: 'ms'
		};
	});

/** Focusing the box loads the index; each letter is then answered from it. */
const measureLetters = (
	browser: Browser,
	url: string,
	rate: number,
	where: string,
	budget: number
) =>
	withPage(browser, url, async (page): Promise<Measure[]> => {
		// Looking it up by name is a long task itself on a throttled CPU.
		const box = (await searchbox(page).elementHandle())!;
		const before = (await pageRecord(page)).longTasks.length;
		await throttleCpu(page, rate);
		await box.focus();
		const tasks = (await pageRecord(page)).longTasks.slice(before);
		return [
			{
				name: `Tasks over 50 ms while the index loads, ${where}`,
				value: tasks.length,
				unit: 'count',
				budget: 0,
				note: longestOf(tasks)
			},
			...(await measureKeystrokes(page, where, budget))
		];
	});

/**
 * Measures a library's search: the first letter before the index is loaded, then letter by letter.
 * @param size the library's size as printed in the table
 * @param budgetsMs time budget for a letter by CPU slowdown factor
 */
export async function measureSearch(
	browser: Browser,
	origin: string,
	size: string,
	budgetsMs: Readonly<Record<number, number>>
): Promise<Measure[]> {
	const measures: Measure[] = [];
	for (const [rate, budget] of Object.entries(budgetsMs)) {
		const where = `${size}, ${rate}x CPU`;
		measures.push(
			await measureFirstLetter(browser, `${origin}/`, Number(rate), where),
			...(await measureLetters(browser, `${origin}/`, Number(rate), where, budget))
		);
	}
	return measures;
}

export const measureSearching = (
	browser: Browser,
	{ folder, articles }: CorpusSite
): Promise<Measure[]> =>
	serveSite(folder, (origin) =>
		measureSearch(browser, origin, sizeName(articles.length), { 1: 16, 4: 50 })
	);

/**
 * Like `measureSearching`, with a large library's catalogue and index served on a small site: building
 * the large library's pages would take long, and a search needs none of them.
 */
export async function measureLargeSearching(
	browser: Browser,
	{ folder }: CorpusSite,
	{ cards, index }: LargeLibrary
): Promise<Measure[]> {
	const size = sizeName(cards.length);
	const { head, parts } = await servedIndex(index.text);
	const files = insteadOf(folder, {
		[generatedFile(folder, 'catalogue')]: JSON.stringify(cards),
		[generatedFile(folder, 'index')]: head
	});
	for (const [name, text] of parts) files.set(`/${partPath(name)}`, text);
	return serveSite(
		folder,
		async (origin) => [
			...(await measureFirstSearch(browser, origin, size)),
			...(await measureSearch(browser, origin, size, { 1: 50 }))
		],
		files
	);
}
