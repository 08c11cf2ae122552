import type { Page } from 'playwright-core';
import { percentile, type Measure } from './measures.ts';
import { queries } from './queries.ts';

export const searchbox = (page: Page) => page.getByRole('searchbox', { name: 'Search articles' });

/**
 * Types a query in one event and measures milliseconds until its results, without any that a later part
 * of the index would change.
 */
export const firstResults = (page: Page, query = 'data') =>
	searchbox(page).evaluate(async (element, query) => {
		const box = element as HTMLInputElement;
		const list = document.querySelector('ul[aria-label=Articles]')!;
		const start = performance.now();
		box.focus();
		box.value = query;
		box.dispatchEvent(new InputEvent('input', { bubbles: true }));
		do await new Promise((next) => setTimeout(next));
		while (list.ariaBusy === 'true');
		return performance.now() - start;
	}, query);

interface KeystrokeTimings {
	/** Milliseconds from each letter's event until the list is laid out. */
	times: number[];
	/** Number of letters after which the results changed again, so that their times are too short. */
	lateChanges: number;
}

/** Types the queries letter by letter, one per frame, with the index already loaded. */
const typeQueries = (page: Page, texts: readonly string[]) =>
	searchbox(page).evaluate(async (element, texts): Promise<KeystrokeTimings> => {
		const box = element as HTMLInputElement;
		const list = document.querySelector('ul[aria-label=Articles]')!;
		const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
		const titles = () =>
			[...list.querySelectorAll('h2')].map(({ textContent }) => textContent).join('\n');
		const times: number[] = [];
		let lateChanges = 0;
		async function enter(value: string) {
			const start = performance.now();
			box.value = value;
			box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			// Svelte updates the DOM in a microtask after the event.
			for (let i = 0; i < 4; i++) await Promise.resolve();
			list.getBoundingClientRect();
			const elapsedMs = performance.now() - start;
			const shown = titles();
			await frame();
			// The list may grow at its end and gain passages; only changed titles count.
			if (!titles().startsWith(shown)) lateChanges++;
			return elapsedMs;
		}
		for (const text of texts) {
			for (let end = 1; end <= text.length; end++) times.push(await enter(text.slice(0, end)));
			await enter('');
		}
		return { times, lateChanges };
	}, texts);

/**
 * @param where library size and CPU slowdown as printed in the table
 * @param budget milliseconds
 */
export async function measureKeystrokes(
	page: Page,
	where: string,
	budget: number
): Promise<Measure[]> {
	const { times, lateChanges } = await typeQueries(page, queries);
	const note = lateChanges
		? `${lateChanges} of ${times.length} letters changed the list later`
		: undefined;
	return Object.entries({ p50: 0.5, p95: 0.95 }).map(([label, share]) => ({
		name: `Letter to list laid out, ${where}, ${label}`,
		value: percentile(times, share),
		unit: 'ms',
		budget,
		note
	}));
}
