import type { Page } from 'playwright-core';
import type { Site } from '../../built/build-sites.ts';
import type { Fault, FaultServer } from '../../browser/fault-server.ts';

/** The page and servers that bring about a state. */
export interface Stage {
	page: Page;
	/** Serves the site to this page only. */
	server: FaultServer;
	/** The build to deploy next. */
	next: Site;
}

export const press = async (page: Page, name: string | RegExp) => {
	await page.getByRole('button', { name }).first().focus();
	await page.keyboard.press('Enter');
};

/** Opens another page of the site in the same tab. */
export const open = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

/** Waits until the page has run its idle work. */
export const waitForIdle = (page: Page) =>
	page.getByRole('complementary', { name: 'Notifications' }).waitFor({ state: 'attached' });

/** Like `waitForIdle`, and waits for the header's deferred controls. */
export async function waitForHeaderAndIdle(page: Page) {
	await page.getByRole('combobox', { name: 'Theme' }).waitFor({ state: 'attached' });
	await waitForIdle(page);
}

/** Waits until the service worker controls the page. */
export async function waitForWorker(page: Page) {
	await waitForIdle(page);
	await page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		while (active!.state !== 'activated' || !navigator.serviceWorker.controller)
			await new Promise((next) => setTimeout(next, 50));
	});
}

/** Opens a page offline. */
export async function openOffline({ page, server }: Stage, path: string) {
	await waitForWorker(page);
	server.down();
	await open(page, path);
}

/** Removes the index from the browser's caches and makes requests for it fail. */
export async function breakIndex({ page, server }: Stage, fault: Fault) {
	await waitForWorker(page);
	await page.evaluate(async () => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				if (/\/index\.[^/]*\.json/.test(request.url)) await cache.delete(request);
		}
	});
	server.fail((path) => (/\/index\.[^/]*\.json$/.test(path) ? fault : null));
}

/** Deploys the next build and waits until the page has waitForWorker it. */
export async function deploy({ page, server, next }: Stage) {
	await waitForWorker(page);
	server.deploy(next);
	await page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		await registration.update();
		while (registration.installing) await new Promise((next) => setTimeout(next, 50));
	});
}

/** Deploys the next build and opens a page of it. */
export async function openNextBuild(stage: Stage, path: string) {
	const { page } = stage;
	const build = () => page.locator('meta[name=build]').getAttribute('content');
	const before = await build();
	await deploy(stage);
	// The page reloads when its service worker is replaced.
	for (let now = before; now === before; now = await build().catch(() => before))
		await open(page, path).catch(() => {});
	await waitForIdle(page);
}

/** Scrolls to a share of the page's height, which changes while content is rendered. */
export async function scrollTo(page: Page, share: number) {
	await waitForIdle(page);
	// Distant content gets its height only when near. Reading progress is recorded after scrolling ends.
	for (let step = 0; step < 3; step++) {
		await page.evaluate((part) => window.scrollTo(0, part * document.body.scrollHeight), share);
		await page.waitForTimeout(600);
	}
}

/**
 * Scrolls by a viewport at a time: jumps do not count as reading, and a position is recorded only if
 * two checks, a second apart, find it unchanged.
 */
export async function readSomeScreens(page: Page) {
	await waitForIdle(page);
	for (let window = 0; window < 3; window++) {
		await page.evaluate(() => scrollBy({ top: innerHeight, behavior: 'instant' }));
		await page.waitForTimeout(2200);
	}
}

/** Reads the open article to its end at a plausible speed, with a fast-forwarded clock. */
export async function readToEnd(page: Page) {
	await page.clock.install();
	await page.reload();
	await page.clock.resume();
	await waitForIdle(page);
	const left = () => page.evaluate(() => document.body.scrollHeight - innerHeight - scrollY);
	while ((await left()) > 1) {
		await page.evaluate(() => scrollBy({ top: innerHeight, behavior: 'instant' }));
		await page.clock.runFor(60_000);
	}
	await page.clock.resume();
}

export const show = (page: Page, selector: string) =>
	page
		.locator(selector)
		.first()
		.evaluate((element) => element.scrollIntoView({ block: 'center' }));

/** Types into the search dialog. */
export async function search(page: Page, text: string) {
	await waitForIdle(page);
	await page.keyboard.press('Control+k');
	await page.getByRole('searchbox').fill(text);
}

/** Saves every article of a list, with an optional server fault. */
export async function saveAll({ page, server }: Stage, fault: Fault | null = null) {
	await waitForWorker(page);
	server.fail((path) => (/^backend\//.test(path) ? fault : null));
	await press(page, /^Save all/);
}
