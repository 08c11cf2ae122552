import type { Browser, Page } from 'playwright-core';
import type { Measure } from './measures.ts';
import { pageRecord, serveSite, slowDown, withPage } from './served-site.ts';

const slower = 4;
/** Turns of a wheel, a tenth of a second between them: some seconds of reading on in haste. */
const turns = 60;
const pixels = 240;
/** What nobody sees as a jerk. */
const maxFrame = 50;

declare global {
	interface Window {
		benchFrames: number[];
	}
}

/** Milliseconds between the frames while the page is scrolled by its wheel. */
async function scroll(page: Page): Promise<number[]> {
	await page.evaluate(() => {
		const frames: number[] = (window.benchFrames = []);
		let last = performance.now();
		const next = (now: number) => {
			frames.push(now - last);
			last = now;
			requestAnimationFrame(next);
		};
		requestAnimationFrame(next);
	});
	await page.mouse.move(640, 400);
	for (let turn = 0; turn < turns; turn++) {
		await page.mouse.wheel(0, pixels);
		await page.waitForTimeout(100);
	}
	return page.evaluate(() => window.benchFrames);
}

async function showAll(page: Page) {
	const more = page.getByRole('link', { name: 'Show more' });
	while (await more.count()) {
		await more.click();
		// The link goes with the last of the articles, which come one frame after another.
		await page.waitForTimeout(500);
	}
}

async function measurePage(
	browser: Browser,
	url: string,
	name: string,
	before?: (page: Page) => Promise<void>
): Promise<Measure[]> {
	return withPage(browser, url, async (page) => {
		await before?.(page);
		const known = (await pageRecord(page)).longTasks.length;
		await slowDown(page, slower);
		const frames = await scroll(page);
		const tasks = (await pageRecord(page)).longTasks.slice(known);
		const where = `scrolling ${name}, ${slower}x CPU`;
		const late = frames.filter((frame) => frame > maxFrame);
		return [
			{
				name: `Frames over ${maxFrame} ms, ${where}`,
				value: late.length / frames.length,
				unit: 'share',
				budget: 0.01,
				note: `${late.length} of ${frames.length}, longest ${Math.max(...frames).toFixed(0)} ms`
			},
			{ name: `Tasks over 50 ms, ${where}`, value: tasks.length, unit: 'count', budget: 0 }
		];
	});
}

/**
 * Whether scrolling keeps up: a list with every article of the library, and an article.
 * @param longest path of the article
 */
export const measureScrolling = (
	browser: Browser,
	folder: string,
	longest: string
): Promise<Measure[]> =>
	serveSite(folder, async (origin) => [
		...(await measurePage(browser, `${origin}/`, 'the whole list', showAll)),
		...(await measurePage(browser, origin + longest, 'the longest article'))
	]);
