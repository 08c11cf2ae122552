import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { siteHandler } from '../../src/scripts/site-server.ts';
import type { Site } from '../built/build-sites.ts';
import { sharedBrowser, startAtOnce } from './shared-browser.ts';

export interface OpenSite {
	/** Opens a page at a path below the base path and waits for its hydration. */
	open(path: string, options?: BrowserContextOptions): Promise<Page>;
	/** Opens a page as for a reader who does nothing, and waits until it has loaded. */
	openUntouched(path: string, options?: BrowserContextOptions): Promise<Page>;
	url(path: string): string;
	server: Server;
	/** The rest of the test may log errors of this kind. */
	expectErrors(pattern: RegExp): void;
}

/**
 * Serves a built site for a test file and opens its pages; a console error fails the test. The service
 * worker installs nothing, which would take as long as the rest of a test; `openDevice` has the site's.
 */
export function openSite(site: Site): OpenSite {
	let browser: Browser;
	let origin = '';
	const handle = siteHandler(site.folder, site.base);
	const server = createServer((request, response) => {
		if (!request.url!.endsWith('/service-worker.js')) return handle(request, response);
		response.setHeader('Content-Type', 'text/javascript');
		response.end();
	});
	const pages: Page[] = [];
	const errors: string[] = [];
	let expected: RegExp | null = null;

	beforeAll(async () => {
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		browser = await sharedBrowser();
	});
	afterEach(async () => {
		for (const page of pages.splice(0)) await page.context().close();
		const unexpected = errors.splice(0).filter((error) => !expected?.test(error));
		expected = null;
		expect(unexpected).toEqual([]);
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	const url = (path: string) => origin + site.base + path;

	async function newPage(options: BrowserContextOptions): Promise<Page> {
		const context = await browser.newContext({
			viewport: { width: 1280, height: 800 },
			...options
		});
		const page = await context.newPage();
		pages.push(page);
		page.on('console', (message) => {
			const { url: from } = message.location();
			if (message.type() === 'error' || message.type() === 'warning')
				if (!/the server responded with a status of 404/.test(message.text()) || !from)
					errors.push(`${message.text()} (${from})`);
		});
		page.on('pageerror', (error) => errors.push(String(error)));
		return page;
	}

	return {
		server,
		url,
		expectErrors(pattern) {
			expected = pattern;
		},
		async open(path, options = {}) {
			const page = await newPage(options);
			await startAtOnce(page.context());
			await page.goto(url(path));
			if (options.javaScriptEnabled !== false)
				await page.waitForFunction(() => document.documentElement.dataset.ready === '');
			return page;
		},
		async openUntouched(path, options = {}) {
			const page = await newPage(options);
			await page.goto(url(path));
			return page;
		}
	};
}

/** Labels of the cards on screen, in order. */
export const titles = (page: Page) =>
	page.getByRole('list', { name: 'Articles' }).getByRole('heading').allTextContents();
