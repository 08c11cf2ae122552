import type { Browser, Page } from 'playwright-core';
import { firstResults } from './keystrokes.ts';
import type { Measure } from './measures.ts';
import { throttleNetwork, withPage } from './served-site.ts';

/** What a reader types who has not searched before, one query after the other. */
const queries = ['data', 'data source connection', 'error handling', 'table index', 'http client'];

/** Counts what a page fetches. */
async function watchNetwork(page: Page) {
	const session = await page.context().newCDPSession(page);
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
			const network = await watchNetwork(page);
			await network.rest();
			await throttleNetwork(page);
			/** Of each query; the bytes as they were sent, until the network rests. */
			const answers: { ms: number; bytes: number }[] = [];
			for (const query of queries)
				answers.push({ ms: await firstResults(page, query), bytes: await network.rest() });
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
