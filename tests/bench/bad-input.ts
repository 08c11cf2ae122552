import type { Browser, Page } from 'playwright-core';
import { badIndexes, badQueries, badSearches } from '../browser/bad-input.ts';
import { generatedFile } from './built-files.ts';
import { firstResults, searchbox } from './keystrokes.ts';
import type { Measure } from './measures.ts';
import { pageRecord, serveSite, withPage } from './served-site.ts';

/** What somebody waits for without wondering. */
const budget = 200;

type Timed = readonly [what: string, milliseconds: number];

/** @param row its number in `browser/FAULTS.md` */
function slowest(row: number, name: string, timed: readonly Timed[]): Measure {
	const [what, value] = timed.reduce((most, one) => (one[1] > most[1] ? one : most));
	return {
		name: `Bad input ${row}, ${name}: slowest answer`,
		value,
		unit: 'ms',
		budget,
		note: what
	};
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
export const measureBadInput = async (browser: Browser, folder: string): Promise<Measure[]> => [
	...(await serveSite(folder, (origin) => measureTyped(browser, `${origin}/`))),
	await measureIndexes(browser, folder)
];

const measureTyped = (browser: Browser, url: string): Promise<Measure[]> =>
	withPage(browser, url, async (page) => {
		await firstResults(page);
		const found: Measure[] = [];
		async function measure(row: number, name: string, attempts: readonly (() => Promise<Timed>)[]) {
			const timed: Timed[] = [];
			for (const attempt of attempts) timed.push(await best(attempt));
			found.push(slowest(row, name, timed));
		}
		for (const [n, [name, queries]] of Object.entries(badQueries).entries())
			await measure(
				n + 1,
				name,
				queries.map((query) => () => answer(page, 'typed', query))
			);
		await measure(
			5,
			'addresses',
			badSearches.map((search) => () => follow(page, search))
		);
		await measure(11, 'input methods', [
			() => answer(page, 'pasted', ['100,000 lines', 'query\r\n'.repeat(100_000)]),
			() => answer(page, 'composed', ['a composed word, and Enter', 'tracking'])
		]);
		return found;
	});

/** The server has them: an answer is not waited for longer than on any page. */
async function measureIndexes(browser: Browser, folder: string): Promise<Measure> {
	const index = generatedFile(folder, 'index');
	const timed: Timed[] = [];
	for (const [what, body] of badIndexes)
		timed.push(
			await serveSite(
				folder,
				(origin) =>
					best(() =>
						withPage(browser, `${origin}/`, async (page): Promise<Timed> => {
							await pageRecord(page);
							return [what, await firstResults(page)];
						})
					),
				new Map([[index, body]])
			)
		);
	return slowest(9, 'an index that is none', timed);
}
