import type { Page } from 'playwright-core';
import { pageSize } from '../../src/lib/core/filter/list-page.ts';

/** Milliseconds, as Playwright waits. */
const maxWait = 30_000;

/**
 * Waits until a function returns true in a page. It is called once a frame; if the page navigates, the wait goes
 * on in the new document. Playwright's `waitForFunction` adds 300 KB of script to every page, 25 ms of CPU.
 * @param isTrue runs in the page
 * @param value its argument, which JSON can hold
 */
export async function until<Value>(
	page: Page,
	isTrue: (value: Value) => unknown,
	value?: Value
): Promise<void> {
	const end = Date.now() + maxWait;
	while (!(await look(page, isTrue, value, end - Date.now())))
		if (Date.now() > end) throw new Error(`Within ${maxWait} ms this was not true: ${isTrue}`);
}

/** Resolves to false after `ms`, or if the page navigates. */
async function look<Value>(
	page: Page,
	isTrue: (value: Value) => unknown,
	value: Value | undefined,
	ms: number
): Promise<boolean> {
	try {
		return await page.evaluate<boolean>(`new Promise((resolve, reject) => {
			const isTrue = ${isTrue};
			const giveUp = setTimeout(resolve, ${Math.max(ms, 0)}, false);
			const look = () => {
				try {
					if (!isTrue(${JSON.stringify(value)})) return requestAnimationFrame(look);
					clearTimeout(giveUp);
					resolve(true);
				} catch (error) {
					reject(error);
				}
			};
			look();
		})`);
	} catch (error) {
		if (/context was destroyed|context with specified id/.test((error as Error).message))
			return false;
		throw error;
	}
}

/** Waits until the app of the page has started. */
export const hydrated = (page: Page) =>
	until(page, () => document.documentElement.dataset.ready === '');

/** Waits until a list is narrowed as its address says. */
export const narrowed = (page: Page) =>
	until(page, () => !('narrowing' in document.documentElement.dataset));

/**
 * Waits until a list, of which no more was asked for, has all its cards: as many as its status says, on one page.
 * It renders a few a frame.
 */
export const listed = (page: Page) =>
	until(
		page,
		(most) => {
			const text = document.querySelector('[role=status]')?.textContent?.trim() ?? '';
			const count = text.startsWith('No articles') ? 0 : parseInt(text);
			const cards = document.querySelectorAll('ul[aria-label=Articles] > li').length;
			return cards === Math.min(count, most);
		},
		pageSize
	);

/** Waits until what has changed is on the screen. */
export const painted = (page: Page) =>
	page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
