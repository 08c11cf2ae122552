import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeAll, expect } from 'vitest';
import type { Site } from '../built/build-sites.ts';
import { defaultViewport, ReusedTab } from './reused-tab.ts';
import { sharedBrowser, startAtOnce } from './shared-browser.ts';
import { blankPage, handlerOf } from './site-requests.ts';
import { hydrated } from './until.ts';

export interface OpenSite {
	/** Opens a page at a path below the base path and waits for its hydration. */
	open(path: string, options?: BrowserContextOptions): Promise<Page>;
	/** Opens a page that loads nothing; a test prepares there what it opens next. */
	openBlank(options?: BrowserContextOptions): Promise<Page>;
	/**
	 * Opens a page as for a reader who does nothing, and waits until it has loaded.
	 * @param script runs in the page before its own
	 */
	openUntouched(path: string, options?: BrowserContextOptions, script?: () => void): Promise<Page>;
	/**
	 * Like `open`, but if the test before left its page at this path, whatever the query, the page stays as
	 * it is, with the usual settings of the browser.
	 */
	again(path: string): Promise<Page>;
	/**
	 * Leaves a page for an empty one with frames of the window's size, one over the other. Each opens pages of
	 * the site as the page itself would, in less than half the CPU time: they share a process, its caches, and
	 * frames on the screen.
	 */
	openFrames(page: Page, count: number): Promise<void>;
	/** Closes a page before the test ends. */
	close(page: Page): Promise<void>;
	url(path: string): string;
	/** The URL of a page of the origin that loads nothing. */
	blankUrl(): string;
	/** The rest of the test may log errors of this kind. */
	expectErrors(pattern: RegExp): void;
}

/** A site that the test files of a process share. */
interface ServedSite {
	origin: string;
	tab: ReusedTab;
	/** What the pages have logged in this test. */
	errors: string[];
	/** Errors that the test expects. */
	expected: RegExp | null;
	watch(page: Page): void;
}

const served = new Map<string, Promise<ServedSite>>();

/** The site's policy forbids any page to show this one in a frame. */
function allowFrames(response: ServerResponse) {
	const name = 'Content-Security-Policy';
	const setHeaders = response.setHeaders.bind(response);
	response.setHeaders = (headers) => {
		setHeaders(headers);
		const policy = response.getHeader(name) as string;
		return response.setHeader(
			name,
			policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
		);
	};
}

/**
 * Serves a built site. The service worker installs nothing, which would take as long as the rest of a
 * test; `openDevice` has the site's.
 */
async function serve(site: Site): Promise<ServedSite> {
	const handle = handlerOf(site);
	const server = createServer((request, response) => {
		if (request.headers['sec-fetch-dest'] === 'iframe') allowFrames(response);
		if (!request.url!.endsWith('/service-worker.js')) return handle(request, response);
		response.setHeader('Content-Type', 'text/javascript');
		response.end();
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	server.unref();
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const errors: string[] = [];
	const watch = (page: Page) => {
		page.on('console', (message) => {
			const { url: from } = message.location();
			if (message.type() === 'error' || message.type() === 'warning')
				if (!/the server responded with a status of 404/.test(message.text()) || !from)
					errors.push(`${message.text()} (${from})`);
		});
		page.on('pageerror', (error) => errors.push(String(error)));
	};
	return { origin, tab: new ReusedTab(origin + blankPage, watch), errors, expected: null, watch };
}

/** Opens pages of a built site for a test file; a console error fails the test. */
export function openSite(site: Site): OpenSite {
	let shared: ServedSite;
	const pages = new Set<Page>();

	beforeAll(async () => {
		const started = served.get(site.folder) ?? serve(site);
		served.set(site.folder, started);
		shared = await started;
	});
	afterEach(async ({ task }) => {
		if (pages.size === 0) return;
		const unexpected = shared.errors.filter((error) => !shared.expected?.test(error));
		shared.expected = null;
		for (const page of pages) await close(page, task.result?.state !== 'fail');
		expect(unexpected).toEqual([]);
	});

	const url = (path: string) => shared.origin + site.base + path;
	const blankUrl = () => shared.origin + blankPage;
	const pathOf = (address: string) => address.split(/[?#]/)[0];

	async function open(
		address: string,
		{ viewport = defaultViewport, ...options }: BrowserContextOptions = {},
		stays: (at: string) => boolean = () => false
	) {
		const { colorScheme, reducedMotion, javaScriptEnabled, ...others } = options;
		const isUsual = Object.keys(others).length === 0;
		const settings = { viewport, colorScheme, reducedMotion, javaScriptEnabled };
		const tab = isUsual && (await shared.tab.take(settings, stays));
		const page = tab || (await openTab({ viewport, ...options }));
		if (!tab) await startAtOnce(page.context());
		use(page);
		if (stays(page.url())) return page;
		await page.goto(address);
		if (javaScriptEnabled !== false && address !== blankUrl()) await hydrated(page);
		return page;
	}

	return {
		url,
		blankUrl,
		open: (path, options) => open(url(path), options),
		openBlank: (options) => open(blankUrl(), options),
		async openUntouched(path, options = {}, script) {
			const page = await openTab({ viewport: defaultViewport, ...options });
			use(page);
			if (script) await page.addInitScript(script);
			await page.goto(url(path));
			return page;
		},
		again: (path) => open(url(path), {}, (at) => pathOf(at) === pathOf(url(path))),
		async openFrames(page, count) {
			await page.goto(blankUrl());
			await page.evaluate((number) => {
				for (let n = 0; n < number; n++) {
					const frame = document.createElement('iframe');
					// They are laid out and scrolled at every frame on the screen, except that nothing is painted.
					frame.style.cssText =
						'position: fixed; inset: 0; width: 100%; height: 100%; border: 0; visibility: hidden';
					document.body.append(frame);
				}
			}, count);
		},
		close: (page) => close(page, true),
		expectErrors(pattern) {
			shared.expected = pattern;
		}
	};

	function use(page: Page) {
		// Those of a page that another test has left.
		if (pages.size === 0) shared.errors.length = 0;
		pages.add(page);
	}

	/** A tab in a context of its own. */
	async function openTab(options: BrowserContextOptions): Promise<Page> {
		const context = await (await sharedBrowser()).newContext(options);
		const page = await context.newPage();
		shared.watch(page);
		return page;
	}

	async function close(page: Page, hasPassed: boolean) {
		pages.delete(page);
		if (!(await shared.tab.giveBack(page, hasPassed))) await page.context().close();
	}
}

/** Labels of the cards on screen, in order. */
export const titles = (page: Page) =>
	page.getByRole('list', { name: 'Articles' }).getByRole('heading').allTextContents();
