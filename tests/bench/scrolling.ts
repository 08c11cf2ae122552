import type { Browser, Page } from 'playwright-core';
import type { Measure } from './measures.ts';
import { pageRecord, serveSite, throttleCpu, withPage } from './served-site.ts';

const cpuSlowdown = 4;
/** Wheel events, 100 ms apart: six seconds of fast scrolling. */
const wheelEvents = 60;
const wheelDeltaPx = 240;
/** Longer frames are visible as jank. */
const maxFrameMs = 50;

declare global {
	interface Window {
		benchFrames: number[];
	}
}

/** Scrolls by mouse wheel and returns the milliseconds between frames. */
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
	for (let n = 0; n < wheelEvents; n++) {
		await page.mouse.wheel(0, wheelDeltaPx);
		await page.waitForTimeout(100);
	}
	return page.evaluate(() => window.benchFrames);
}

async function showAll(page: Page) {
	const more = page.getByRole('link', { name: 'Show more' });
	while (await more.count()) {
		await more.click();
		// The articles are rendered over several frames; the last one removes the link.
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
		const previousTasks = (await pageRecord(page)).longTasks.length;
		await throttleCpu(page, cpuSlowdown);
		const frames = await scroll(page);
		const tasks = (await pageRecord(page)).longTasks.slice(previousTasks);
		const where = `scrolling ${name}, ${cpuSlowdown}x CPU`;
		const slow = frames.filter((frame) => frame > maxFrameMs);
		return [
			{
				name: `Frames over ${maxFrameMs} ms, ${where}`,
				value: slow.length / frames.length,
				unit: 'share',
				budget: 0.01,
				note: `${slow.length} of ${frames.length}, longest ${Math.max(...frames).toFixed(0)} ms`
			},
			{ name: `Tasks over 50 ms, ${where}`, value: tasks.length, unit: 'count', budget: 0 }
		];
	});
}

/**
 * Measures scrolling through the complete list and through an article.
 * @param longest the longest article's path
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
