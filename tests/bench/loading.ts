import type { Browser, Request } from 'playwright-core';
import type { MeasuredSite } from './measured-site.ts';
import { median, type Measure } from './measures.ts';
import { pageRecord, serveSite, slowDown, withPage } from './served-site.ts';

/** As Lighthouse has its slow telephone. */
const slower = 4;
const attempts = 3;

/** How much later the largest paint is than the first: by 0, nothing comes that HTML did not paint. */
async function measurePaint(browser: Browser, url: string, name: string): Promise<Measure> {
	const found: { first: number; later: number }[] = [];
	for (let n = 0; n < attempts; n++) {
		const { firstPaint, largestPaint } = await withPage(browser, url, pageRecord, (page) =>
			slowDown(page, slower)
		);
		found.push({ first: firstPaint, later: largestPaint - firstPaint });
	}
	return {
		name: `Largest contentful paint after the first, ${name}, cold, ${slower}x CPU`,
		value: median(found.map(({ later }) => later)),
		unit: 'ms',
		budget: 0,
		note: `first after ${median(found.map(({ first }) => first)).toFixed(0)} ms`
	};
}

/** Everything asked for from a cold opening until the page rests, its worker's requests too. */
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
		const type = request.serviceWorker() ? 'of the worker' : request.resourceType();
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
	const none = (what: string, found: readonly Request[]): Measure => ({
		name: `Requests for ${what}, ${name}, ${Object.keys(pages).join(', ')}`,
		value: found.length,
		unit: 'count',
		budget: 0,
		note: [...new Set(found.map((request) => request.url()))].join(' ') || undefined
	});
	return [
		...measures,
		none(
			'fonts',
			all.filter((request) => request.resourceType() === 'font')
		),
		none(
			'other origins',
			all.filter((request) => new URL(request.url()).origin !== origin)
		)
	];
}

/** What a page asks for and when it is painted, opened by somebody who has nothing of the site. */
export const measureLoading = (browser: Browser, site: MeasuredSite): Promise<Measure[]> =>
	serveSite(site.folder, async (origin) => {
		const measures = await measureRequests(browser, origin, site);
		for (const [kind, path] of Object.entries(site.pages))
			measures.push(await measurePaint(browser, origin + path, `${site.name}, ${kind}`));
		return measures;
	});
