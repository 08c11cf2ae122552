import type { Browser, CDPSession, Page } from 'playwright-core';
import { searchbox } from './keystrokes.ts';
import type { Measure } from './measures.ts';
import { withPage } from './served-site.ts';

/** Lighthouse's slow 4G: 1.6 Mbit/s and a round trip of 150 ms. */
const slow4G = {
	offline: false,
	latency: 150,
	downloadThroughput: 1.6e6 / 8,
	uploadThroughput: 750e3 / 8
};

/** What a reader types who has not searched before, one query after the other. */
const queries = ['data', 'data source connection', 'error handling', 'table index', 'http client'];

interface Answered {
	/** Milliseconds from the first letter to the list, without results that a later part would change. */
	ms: number;
	/** As they were sent, until the network rests. */
	bytes: number;
}

/** Counts what a page fetches. */
async function watchNetwork(page: Page, session: CDPSession) {
	let bytes = 0;
	let running = 0;
	session.on('Network.requestWillBeSent', () => running++);
	session.on('Network.loadingFailed', () => running--);
	session.on('Network.loadingFinished', ({ encodedDataLength }) => {
		running--;
		bytes += encodedDataLength;
	});
	await session.send('Network.enable');
	return {
		/** The bytes since the last call, once nothing has been fetched for a second. */
		async rest(): Promise<number> {
			let quiet = 0;
			while (quiet < 10) {
				await page.waitForTimeout(100);
				quiet = running > 0 ? 0 : quiet + 1;
			}
			const sent = bytes;
			bytes = 0;
			return sent;
		}
	};
}

/** Types a query in one event and waits for its results, then until nothing more is fetched. */
async function answer(
	page: Page,
	{ rest }: { rest(): Promise<number> },
	query: string
): Promise<Answered> {
	const ms = await searchbox(page).evaluate(async (element, query) => {
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
	return { ms, bytes: await rest() };
}

/** Measures what the first queries of a visit cost on a slow network. */
export const measureFirstSearch = (
	browser: Browser,
	origin: string,
	size: string
): Promise<Measure[]> =>
	withPage(
		browser,
		`${origin}/`,
		async (page) => {
			const session = await page.context().newCDPSession(page);
			const network = await watchNetwork(page, session);
			await network.rest();
			await session.send('Network.emulateNetworkConditions', slow4G);
			const answers: Answered[] = [];
			for (const query of queries) answers.push(await answer(page, network, query));
			const [first, ...further] = answers;
			const largest = Math.max(...further.map(({ bytes }) => bytes));
			const slowest = Math.max(...further.map(({ ms }) => ms));
			const where = `${size}, slow 4G`;
			return [
				{ name: `First search, ${where}`, value: first!.ms, unit: 'ms', budget: 1500 },
				{ name: `First search, ${where}`, value: first!.bytes, unit: 'bytes', budget: 400_000 },
				{ name: `Largest further one, ${where}`, value: largest, unit: 'bytes', budget: 60_000 },
				{ name: `Slowest further one, ${where}`, value: slowest, unit: 'ms' }
			];
		},
		undefined,
		// What a worker fetches is neither slowed down nor counted.
		{ serviceWorkers: 'block' }
	);
