import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { MeasuredSite } from './measured-site.ts';
import type { Measure } from './measures.ts';
import { serveSite } from './served-site.ts';

/** A file that a page has asked for. */
interface LoadedFile {
	path: string;
	/** As a host sends it that serves compressed copies. */
	bytes: number;
	afterLoad: boolean;
}

/** After the network has rested for half a second, a page may still ask for something. */
const restMs = 1500;

/** What one page loads in an empty browser, without what its service worker installs. */
export async function loadedFiles(
	browser: Browser,
	folder: string,
	origin: string,
	path: string
): Promise<LoadedFile[]> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	try {
		const page = await context.newPage();
		const files: LoadedFile[] = [];
		let isLoaded = false;
		context.on('request', (request) => {
			const { origin: from, pathname } = new URL(request.url());
			if (request.serviceWorker() || from !== origin) return;
			files.push({ path: pathname, bytes: sentBytes(folder, pathname), afterLoad: isLoaded });
		});
		page.on('load', () => (isLoaded = true));
		await page.goto(origin + path);
		await page.waitForLoadState('networkidle');
		await page.waitForTimeout(restMs);
		return files;
	} finally {
		await context.close();
	}
}

/** Bytes of a file after Brotli at level 11, where there is a compressed copy. */
export function sentBytes(folder: string, path: string): number {
	const file = join(folder, decodeURIComponent(path), path.endsWith('/') ? 'index.html' : '');
	const sent = [`${file}.br`, file].find((name) => existsSync(name));
	return sent ? statSync(sent).size : 0;
}

const sum = (files: readonly LoadedFile[]) => files.reduce((total, { bytes }) => total + bytes, 0);

/** KB as a budget says it, in bytes. */
const kilobytes = (count: number) => count * 1000;

/**
 * Measures what pages load that a reader has just opened, until they have loaded and until their network
 * rests. What a page loads once it is used is another measure.
 */
export const measureWeight = (browser: Browser, site: MeasuredSite): Promise<Measure[]> =>
	serveSite(site.folder, async (origin) => {
		const budgets = {
			library: { load: 60, rest: 60, script: 40 },
			category: { load: 45, rest: 45, script: 40 },
			article: { load: 45, rest: 60, script: 40 }
		};
		const measures: Measure[] = [];
		for (const [kind, path] of Object.entries(site.pages)) {
			const budget = budgets[kind as keyof typeof budgets];
			const files = await loadedFiles(browser, site.folder, origin, path);
			const measure = (what: string, counted: readonly LoadedFile[], limit: number): Measure => ({
				name: `${what}, ${site.name}, ${kind}, brotli`,
				value: sum(counted),
				unit: 'bytes',
				budget: kilobytes(limit),
				note: `${counted.length} files`
			});
			measures.push(
				measure(
					'Loaded by the load event',
					files.filter(({ afterLoad }) => !afterLoad),
					budget.load
				),
				measure('Loaded until the network rests', files, budget.rest),
				measure(
					'Script until the network rests',
					files.filter(({ path }) => path.endsWith('.js')),
					budget.script
				)
			);
		}
		return measures;
	});
