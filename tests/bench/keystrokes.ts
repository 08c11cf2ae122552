import type { Page } from 'playwright-core';
import { percentile, type Measure } from './measures.ts';
import { queries } from './queries.ts';

export const searchbox = (page: Page) => page.getByRole('searchbox', { name: 'Search articles' });

/** Milliseconds from the first letter, with no index yet, to its results. */
export const firstResults = (page: Page) =>
	searchbox(page).evaluate(async (element) => {
		const box = element as HTMLInputElement;
		const list = document.querySelector('ul[aria-label=Articles]')!;
		const start = performance.now();
		box.focus();
		box.value = 'data';
		box.dispatchEvent(new InputEvent('input', { bubbles: true }));
		do await new Promise((next) => setTimeout(next));
		while (list.ariaBusy === 'true');
		return performance.now() - start;
	});

interface Typed {
	/** Milliseconds of each letter from its event to the list laid out. */
	times: number[];
	/** Letters after which what was found changed once more: their times are too short. */
	late: number;
}

/** Types the queries letter by letter, a frame between two letters; the index is there already. */
const typeQueries = (page: Page, texts: readonly string[]) =>
	searchbox(page).evaluate(async (element, texts): Promise<Typed> => {
		const box = element as HTMLInputElement;
		const list = document.querySelector('ul[aria-label=Articles]')!;
		const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
		const titles = () =>
			[...list.querySelectorAll('h2')].map(({ textContent }) => textContent).join('\n');
		const times: number[] = [];
		let late = 0;
		async function enter(value: string) {
			const start = performance.now();
			box.value = value;
			box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			// Svelte updates the page in a microtask of the event's.
			for (let i = 0; i < 4; i++) await Promise.resolve();
			list.getBoundingClientRect();
			const time = performance.now() - start;
			const shown = titles();
			await frame();
			// More of the list comes below it, and passages into it.
			if (!titles().startsWith(shown)) late++;
			return time;
		}
		for (const text of texts) {
			for (let end = 1; end <= text.length; end++) times.push(await enter(text.slice(0, end)));
			await enter('');
		}
		return { times, late };
	}, texts);

/**
 * @param where the library's size and the processor, as the rows say it
 * @param budget milliseconds
 */
export async function measureKeystrokes(
	page: Page,
	where: string,
	budget: number
): Promise<Measure[]> {
	const { times, late } = await typeQueries(page, queries);
	const note = late ? `${late} of ${times.length} letters changed the list later` : undefined;
	return Object.entries({ p50: 0.5, p95: 0.95 }).map(([label, share]) => ({
		name: `Letter to list laid out, ${where}, ${label}`,
		value: percentile(times, share),
		unit: 'ms',
		budget,
		note
	}));
}
