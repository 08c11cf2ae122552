import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';
import { siteHandler } from '../../src/scripts/site-server.ts';

/** What a page has seen of itself since it was opened. */
export interface PageRecord {
	/** Milliseconds of each task over 50 ms. */
	longTasks: number[];
	/** Sum of the layout shifts that no input explains. */
	shifts: number;
	/** Milliseconds from introduction to its first and to its largest contentful paint. */
	firstPaint: number;
	largestPaint: number;
}

declare global {
	interface Window {
		benchRecord: PageRecord;
	}
}

// tsx wraps named functions in a helper that the page does not have.
const observe = `
	globalThis.__name ??= (value) => value;
	window.benchRecord = { longTasks: [], shifts: 0, firstPaint: NaN, largestPaint: NaN };
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) benchRecord.longTasks.push(duration);
	}).observe({ type: 'longtask', buffered: true });
	new PerformanceObserver((list) => {
		for (const { value, hadRecentInput } of list.getEntries())
			if (!hadRecentInput) benchRecord.shifts += value;
	}).observe({ type: 'layout-shift', buffered: true });
	new PerformanceObserver((list) => {
		for (const { startTime } of list.getEntriesByName('first-contentful-paint'))
			benchRecord.firstPaint = startTime;
	}).observe({ type: 'paint', buffered: true });
	new PerformanceObserver((list) => {
		benchRecord.largestPaint = list.getEntries().at(-1).startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });
`;

export const launchBrowser = () =>
	chromium.launch({ executablePath: findOrInstallBrowser(), args: ['--no-sandbox'] });

const typeOf = (path: string) => (path.endsWith('.js') ? 'text/javascript' : 'application/json');

/**
 * Serves a built folder for as long as `use` runs.
 * @param instead texts in the place of its files, by path
 */
export async function serveSite<T>(
	folder: string,
	use: (origin: string) => Promise<T>,
	instead: ReadonlyMap<string, string> = new Map()
): Promise<T> {
	const answer = siteHandler(folder);
	const server = createServer((request, response) => {
		const text = instead.get(request.url!);
		if (text === undefined) return answer(request, response);
		response.setHeader('Content-Type', typeOf(request.url!));
		response.end(text);
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
 * Opens a page with nothing cached, waits until the script has taken it over, closes it at the end.
 * @param before what is done to the page before it is opened
 */
export async function withPage<T>(
	browser: Browser,
	url: string,
	use: (page: Page) => Promise<T>,
	before?: (page: Page) => Promise<void> | void
): Promise<T> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	try {
		const page = await context.newPage();
		await page.addInitScript({ content: observe });
		await before?.(page);
		await page.goto(url, { timeout: 120_000 });
		await page.waitForFunction(() => document.documentElement.dataset.ready === '', undefined, {
			timeout: 120_000
		});
		return await use(page);
	} finally {
		await context.close();
	}
}

/** As a processor `times` slower would have it. */
export async function slowDown(page: Page, times: number) {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/** Waits until the page has come to rest, then says what it recorded. */
export async function pageRecord(page: Page): Promise<PageRecord> {
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(500);
	return page.evaluate(() => window.benchRecord);
}
