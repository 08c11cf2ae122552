import type { Browser, Page } from 'playwright-core';
import { badIndexes, badQueries, badSearches } from '../browser/bad-input.ts';
import { generatedFile } from './built-files.ts';
import { firstResults, searchbox } from './keystrokes.ts';
import type { Measure } from './measures.ts';
import { pageRecord, serveSite, withPage } from './served-site.ts';

/** A delay that a user does not notice as one. */
const budgetMs = 200;

type Timed = readonly [input: string, ms: number];

/** @param row the row's number in `browser/FAULTS.md` */
function slowest(row: number, name: string, timed: readonly Timed[]): Measure {
	const [input, value] = timed.reduce((max, one) => (one[1] > max[1] ? one : max));
	return {
		name: `Bad input ${row}, ${name}: slowest answer`,
		value,
		unit: 'ms',
		budget: budgetMs,
		note: input
	};
}

/** The fastest of several attempts counts, because other programs may be using the CPU. */
const attempts = 3;

async function fastestOf(attempt: () => Promise<Timed>): Promise<Timed> {
	const all: Timed[] = [];
	for (let n = 0; n < attempts; n++) all.push(await attempt());
	return all.reduce((min, one) => (one[1] < min[1] ? one : min));
}

/** How text enters the search box. */
type EntryMethod = 'typed' | 'pasted' | 'composed';

/** Measures the milliseconds from an input event until the list is laid out. */
const measureAnswer = (
	page: Page,
	method: EntryMethod,
	[label, text]: readonly [string, string]
): Promise<Timed> =>
	searchbox(page).evaluate(
		async (element, [method, label, text]): Promise<Timed> => {
			const box = element as HTMLInputElement;
			const list = document.querySelector('ul[aria-label=Articles]')!;
			function enter(value: string, options: InputEventInit = {}) {
				box.value = value;
				box.dispatchEvent(new InputEvent('input', { bubbles: true, ...options }));
			}
			const methods = {
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
			async function waitForFrames() {
				// The rest of a list is rendered within two frames.
				for (let n = 0; n < 3; n++) await new Promise((next) => requestAnimationFrame(next));
			}
			enter('data');
			await waitForFrames();
			box.select();
			const start = performance.now();
			methods[method](text);
			for (let i = 0; i < 4; i++) await Promise.resolve();
			list.getBoundingClientRect();
			const elapsedMs = performance.now() - start;
			await waitForFrames();
			return [label, elapsedMs];
		},
		[method, label, text] as const
	);

/** Measures the milliseconds from a click on a link to the filtered list. */
const measureLink = (page: Page, search: string): Promise<Timed> =>
	page.evaluate(async (search): Promise<Timed> => {
		const link = Object.assign(document.createElement('a'), { href: `/${search}` });
		document.querySelector('main')!.append(link);
		// The page may correct the address of the link at once, so any other address is the answer.
		history.replaceState(history.state, '', '/?before');
		const start = performance.now();
		link.click();
		do await new Promise((next) => setTimeout(next));
		while (location.search === '?before');
		await new Promise((next) => setTimeout(next));
		document.body.getBoundingClientRect();
		link.remove();
		return [search.slice(0, 40), performance.now() - start];
	}, search);

/** Measures response times for malformed input; `browser/bad-input.test.ts` tests correctness. */
export const measureBadInput = async (browser: Browser, folder: string): Promise<Measure[]> => [
	...(await serveSite(folder, (origin) => measureTyped(browser, `${origin}/`))),
	await measureIndexes(browser, folder)
];

const measureTyped = (browser: Browser, url: string): Promise<Measure[]> =>
	withPage(browser, url, async (page) => {
		await firstResults(page);
		const measures: Measure[] = [];
		async function measure(row: number, name: string, attempts: readonly (() => Promise<Timed>)[]) {
			const timed: Timed[] = [];
			for (const attempt of attempts) timed.push(await fastestOf(attempt));
			measures.push(slowest(row, name, timed));
		}
		for (const [n, [name, queries]] of Object.entries(badQueries).entries())
			await measure(
				n + 1,
				name,
				queries.map((query) => () => measureAnswer(page, 'typed', query))
			);
		await measure(
			5,
			'URLs',
			badSearches.map((search) => () => measureLink(page, search))
		);
		await measure(11, 'input methods', [
			() => measureAnswer(page, 'pasted', ['100,000 lines', 'query\r\n'.repeat(100_000)]),
			() => measureAnswer(page, 'composed', ['a composed word, then Enter', 'tracking'])
		]);
		return measures;
	});

/** Serves broken indexes: the page must answer as fast as with a valid one. */
async function measureIndexes(browser: Browser, folder: string): Promise<Measure> {
	const index = generatedFile(folder, 'index');
	const timed: Timed[] = [];
	for (const [label, body] of badIndexes)
		timed.push(
			await serveSite(
				folder,
				(origin) =>
					fastestOf(() =>
						withPage(browser, `${origin}/`, async (page): Promise<Timed> => {
							await pageRecord(page);
							return [label, await firstResults(page)];
						})
					),
				new Map([[index, body]])
			)
		);
	return slowest(9, 'broken index', timed);
}
