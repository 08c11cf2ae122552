import type { Browser, Page } from 'playwright-core';
import { badIndexes, badQueries, badSearches } from '../browser/bad-input.ts';
import { firstResults, searchbox } from './keystrokes.ts';
import type { Measure } from './measures.ts';
import { withPage } from './served-site.ts';

/** What somebody waits for without wondering. */
const budget = 200;

type Timed = readonly [what: string, milliseconds: number];

function slowest(name: string, timed: readonly Timed[]): Measure {
	const [what, value] = timed.reduce((most, one) => (one[1] > most[1] ? one : most));
	return { name: `Bad input, ${name}: slowest answer`, value, unit: 'ms', budget, note: what };
}

/** The best of some, as other programs may have the processor in one of them. */
const attempts = 3;

async function best(attempt: () => Promise<Timed>): Promise<Timed> {
	const all: Timed[] = [];
	for (let n = 0; n < attempts; n++) all.push(await attempt());
	return all.reduce((least, one) => (one[1] < least[1] ? one : least));
}

/** Ways into the search box. */
type Way = 'typed' | 'pasted' | 'composed';

/** Milliseconds from an input event to the list laid out. */
const answer = (page: Page, way: Way, [what, text]: readonly [string, string]): Promise<Timed> =>
	searchbox(page).evaluate(
		async (element, [way, what, text]): Promise<Timed> => {
			const box = element as HTMLInputElement;
			const list = document.querySelector('ul[aria-label=Articles]')!;
			function enter(value: string, options: InputEventInit = {}) {
				box.value = value;
				box.dispatchEvent(new InputEvent('input', { bubbles: true, ...options }));
			}
			const ways = {
				typed: enter,
				pasted(value: string) {
					const clipboardData = new DataTransfer();
					clipboardData.setData('text/plain', value);
					const paste = { clipboardData, bubbles: true, cancelable: true };
					box.dispatchEvent(new ClipboardEvent('paste', paste));
				},
				composed(value: string) {
					box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
					enter(value, { isComposing: true });
					box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
					box.form!.requestSubmit();
				}
			};
			async function rest() {
				// The remainder of a list comes within two frames.
				for (let n = 0; n < 3; n++) await new Promise((next) => requestAnimationFrame(next));
			}
			enter('data');
			await rest();
			box.select();
			const start = performance.now();
			ways[way](text);
			for (let i = 0; i < 4; i++) await Promise.resolve();
			list.getBoundingClientRect();
			const time = performance.now() - start;
			await rest();
			return [what, time];
		},
		[way, what, text] as const
	);

/** Milliseconds from a click on a link to the list that its address narrows. */
const follow = (page: Page, search: string): Promise<Timed> =>
	page.evaluate(async (search): Promise<Timed> => {
		const link = Object.assign(document.createElement('a'), { href: `/${search}` });
		document.querySelector('main')!.append(link);
		const start = performance.now();
		link.click();
		do await new Promise((next) => setTimeout(next));
		while (location.href !== link.href);
		await new Promise((next) => setTimeout(next));
		document.body.getBoundingClientRect();
		link.remove();
		return [search.slice(0, 40), performance.now() - start];
	}, search);

/** How soon the page answers what nobody would type; that it does is tested in `browser/bad-input.test.ts`. */
export async function measureBadInput(browser: Browser, origin: string): Promise<Measure[]> {
	const url = `${origin}/`;
	const measures = await withPage(browser, url, async (page) => {
		await firstResults(page);
		const found: Measure[] = [];
		async function measure(name: string, attempts: readonly (() => Promise<Timed>)[]) {
			const timed: Timed[] = [];
			for (const attempt of attempts) timed.push(await best(attempt));
			found.push(slowest(name, timed));
		}
		for (const [name, queries] of Object.entries(badQueries))
			await measure(
				name,
				queries.map((query) => () => answer(page, 'typed', query))
			);
		await measure(
			'addresses',
			badSearches.map((search) => () => follow(page, search))
		);
		await measure('input methods', [
			() => answer(page, 'pasted', ['100,000 lines', 'query\r\n'.repeat(100_000)]),
			() => answer(page, 'composed', ['a composed word, and Enter', 'tracking'])
		]);
		return found;
	});
	const indexes: Timed[] = [];
	for (const [what, body] of badIndexes)
		indexes.push(
			await best(() =>
				withPage(browser, url, async (page): Promise<Timed> => {
					await page.route(/\/index\.[\w-]+\.json$/, (route) => route.fulfill({ body }));
					await page.waitForLoadState('networkidle');
					return [what, await firstResults(page)];
				})
			)
		);
	return [...measures, slowest('an index that is none', indexes)];
}
