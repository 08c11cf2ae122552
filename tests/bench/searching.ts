import type { Browser } from 'playwright-core';
import { generatedFile, insteadOf } from './built-files.ts';
import type { CorpusSite } from './corpus-site.ts';
import { firstResults, measureKeystrokes, searchbox } from './keystrokes.ts';
import type { LargeLibrary } from './large-library.ts';
import { longestOf, sizeName, type Measure } from './measures.ts';
import { pageRecord, serveSite, slowDown, withPage } from './served-site.ts';

/** Milliseconds from the first letter to its results, by somebody who types at once. */
const measureFirstLetter = (browser: Browser, url: string, rate: number, where: string) =>
	withPage(browser, url, async (page): Promise<Measure> => {
		await pageRecord(page);
		await slowDown(page, rate);
		return {
			name: `First letter to first results, index not yet loaded, ${where}`,
			value: await firstResults(page),
			unit: 'ms'
		};
	});

/** The index opens when somebody moves to the box; then each letter is answered by it. */
const measureLetters = (
	browser: Browser,
	url: string,
	rate: number,
	where: string,
	budget: number
) =>
	withPage(browser, url, async (page): Promise<Measure[]> => {
		// To find it by its name is a long task itself on a slow processor.
		const box = (await searchbox(page).elementHandle())!;
		const before = (await pageRecord(page)).longTasks.length;
		await slowDown(page, rate);
		await box.focus();
		const tasks = (await pageRecord(page)).longTasks.slice(before);
		return [
			{
				name: `Tasks over 50 ms while the index opens, ${where}`,
				value: tasks.length,
				unit: 'count',
				budget: 0,
				note: longestOf(tasks)
			},
			...(await measureKeystrokes(page, where, budget))
		];
	});

/**
 * The search of a library, its index not yet loaded and then letter by letter.
 * @param size the library's, as the rows say it
 * @param budgets milliseconds of a letter by how many times slower the processor is made
 */
export async function measureSearch(
	browser: Browser,
	origin: string,
	size: string,
	budgets: Readonly<Record<number, number>>
): Promise<Measure[]> {
	const measures: Measure[] = [];
	for (const [rate, budget] of Object.entries(budgets)) {
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
 * As `measureSearching`, of a large library's catalogue and index on a small site: its pages would
 * take long to build, and a search needs none of them.
 */
export const measureLargeSearching = (
	browser: Browser,
	{ folder }: CorpusSite,
	{ cards, index }: LargeLibrary
): Promise<Measure[]> =>
	serveSite(
		folder,
		(origin) => measureSearch(browser, origin, sizeName(cards.length), { 1: 50 }),
		insteadOf(folder, {
			[generatedFile(folder, 'catalogue')]: JSON.stringify(cards),
			[generatedFile(folder, 'index')]: index.text
		})
	);
