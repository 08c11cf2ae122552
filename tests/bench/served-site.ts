import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';
import { siteHandler } from '../../src/scripts/site-server.ts';

/** Performance entries observed since the page was opened. */
export interface PageRecord {
	/** Duration in milliseconds of each task over 50 ms. */
	longTasks: number[];
	/** Sum of the layout shifts without recent user input. */
	shifts: number;
	/** Milliseconds from navigation start to the first and the largest contentful paint. */
	firstPaintMs: number;
	largestPaintMs: number;
}

declare global {
	interface Window {
		benchRecord: PageRecord;
	}
}

// tsx wraps named functions in a helper that does not exist in the page.
const observe = `
	globalThis.__name ??= (value) => value;
	window.benchRecord = { longTasks: [], shifts: 0, firstPaintMs: NaN, largestPaintMs: NaN };
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) benchRecord.longTasks.push(duration);
	}).observe({ type: 'longtask', buffered: true });
	new PerformanceObserver((list) => {
		for (const { value, hadRecentInput } of list.getEntries())
			if (!hadRecentInput) benchRecord.shifts += value;
	}).observe({ type: 'layout-shift', buffered: true });
	new PerformanceObserver((list) => {
		for (const { startTime } of list.getEntriesByName('first-contentful-paint'))
			benchRecord.firstPaintMs = startTime;
	}).observe({ type: 'paint', buffered: true });
	new PerformanceObserver((list) => {
		benchRecord.largestPaintMs = list.getEntries().at(-1).startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });
`;

const scrollEarly =
	"addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')));";

export const launchBrowser = () =>
	chromium.launch({ executablePath: findOrInstallBrowser(), args: ['--no-sandbox'] });

const contentTypes: Record<string, string> = { '.js': 'text/javascript', '.txt': 'text/plain' };

/** Sends a text as hosts do: compressed. */
function sendText(response: ServerResponse, path: string, text: string) {
	response.setHeader('Content-Type', contentTypes[extname(path)] ?? 'application/json');
	response.setHeader('Content-Encoding', 'br');
	const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
	response.end(brotliCompressSync(text, { params }));
}

/**
 * Serves a built folder for as long as `use` runs.
 * @param overrides texts to serve instead of files, by path
 */
export async function serveSite<T>(
	folder: string,
	use: (origin: string) => Promise<T>,
	overrides: ReadonlyMap<string, string> = new Map()
): Promise<T> {
	const handle = siteHandler(folder);
	const server = createServer((request, response) => {
		const text = overrides.get(request.url!);
		if (text === undefined) return handle(request, response);
		sendText(response, request.url!, text);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	try {
		return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

/**
 * Opens a page with an empty cache, as for a reader who does nothing, and closes it after use.
 * @param before runs on the page before navigation
 */
export async function untouchedPage<T>(
	browser: Browser,
	url: string,
	use: (page: Page) => Promise<T>,
	before?: (page: Page) => Promise<void> | void,
	options?: BrowserContextOptions
): Promise<T> {
	const viewport = { width: 1280, height: 800 };
	const context = await browser.newContext({ viewport, ...options });
	try {
		const page = await context.newPage();
		await page.addInitScript({ content: observe });
		await before?.(page);
		await page.goto(url, { timeout: 120_000 });
		return await use(page);
	} finally {
		await context.close();
	}
}

/** Like `untouchedPage`, for a reader who scrolls while the page loads; waits until it is hydrated. */
export const withPage = <T>(
	browser: Browser,
	url: string,
	use: (page: Page) => Promise<T>,
	before?: (page: Page) => Promise<void> | void,
	options?: BrowserContextOptions
): Promise<T> =>
	untouchedPage(
		browser,
		url,
		async (page) => {
			await page.waitForFunction(() => document.documentElement.dataset.ready === '', undefined, {
				timeout: 120_000
			});
			return use(page);
		},
		async (page) => {
			await page.addInitScript({ content: scrollEarly });
			await before?.(page);
		},
		options
	);

/** Makes the CPU `rate` times slower. */
export async function throttleCpu(page: Page, rate: number) {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Makes the network Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, a round trip of 150 ms. */
export async function throttleNetwork(page: Page) {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 150,
		downloadThroughput: 1.6e6 / 8,
		uploadThroughput: 750e3 / 8
	});
}

/** Waits until the page is idle and returns its record. */
export async function pageRecord(page: Page): Promise<PageRecord> {
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(500);
	return page.evaluate(() => window.benchRecord);
}
