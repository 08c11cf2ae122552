import type { Browser, Request } from 'playwright-core';
import type { MeasuredSite } from './measured-site.ts';
import { median, type Measure } from './measures.ts';
import { pageRecord, serveSite, throttleCpu, untouchedPage, withPage } from './served-site.ts';

/** CPU slowdown factor of Lighthouse's default mobile device. */
const cpuSlowdown = 4;
const attempts = 3;

/** Measures largest minus first contentful paint; 0 means the HTML painted the largest element. */
async function measurePaint(browser: Browser, url: string, name: string): Promise<Measure> {
	const paints: { firstMs: number; delayMs: number }[] = [];
	for (let n = 0; n < attempts; n++) {
		const { firstPaintMs, largestPaintMs } = await untouchedPage(browser, url, pageRecord, (page) =>
			throttleCpu(page, cpuSlowdown)
		);
		paints.push({ firstMs: firstPaintMs, delayMs: largestPaintMs - firstPaintMs });
	}
	return {
		name: `Largest contentful paint after the first, ${name}, cold, ${cpuSlowdown}x CPU`,
		value: median(paints.map(({ delayMs }) => delayMs)),
		unit: 'ms',
		budget: 0,
		note: `first paint after ${median(paints.map(({ firstMs }) => firstMs)).toFixed(0)} ms`
	};
}

/** All requests from a cold load until the page is idle, including the service worker's. */
async function requestsOf(browser: Browser, url: string): Promise<Request[]> {
	const requests: Request[] = [];
	await withPage(browser, url, pageRecord, (page) => {
		page.context().on('request', (request) => requests.push(request));
	});
	return requests.filter((request) => /^https?:/.test(request.url()));
}

function countTypes(requests: readonly Request[]): string {
	const counts = new Map<string, number>();
	for (const request of requests) {
		const type = request.serviceWorker() ? 'from the service worker' : request.resourceType();
		counts.set(type, (counts.get(type) ?? 0) + 1);
	}
	return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
}

async function measureRequests(
	browser: Browser,
	origin: string,
	{ name, pages }: MeasuredSite
): Promise<Measure[]> {
	const measures: Measure[] = [];
	const all: Request[] = [];
	for (const [kind, path] of Object.entries(pages)) {
		const requests = await requestsOf(browser, origin + path);
		all.push(...requests);
		measures.push({
			name: `Requests, ${name}, ${kind}, cold`,
			value: requests.length,
			unit: 'count',
			note: countTypes(requests)
		});
	}
	const expectNone = (what: string, found: readonly Request[]): Measure => ({
		name: `Requests for ${what}, ${name}, ${Object.keys(pages).join(', ')}`,
		value: found.length,
		unit: 'count',
		budget: 0,
		note: [...new Set(found.map((request) => request.url()))].join(' ') || undefined
	});
	return [
		...measures,
		expectNone(
			'fonts',
			all.filter((request) => request.resourceType() === 'font')
		),
		expectNone(
			'other origins',
			all.filter((request) => new URL(request.url()).origin !== origin)
		)
	];
}

/** Measures requests and paint times of pages loaded with an empty cache. */
export const measureLoading = (browser: Browser, site: MeasuredSite): Promise<Measure[]> =>
	serveSite(site.folder, async (origin) => {
		const measures = await measureRequests(browser, origin, site);
		for (const [kind, path] of Object.entries(site.pages))
			measures.push(await measurePaint(browser, origin + path, `${site.name}, ${kind}`));
		return measures;
	});
