import type { Page } from 'playwright-core';
import type { Site } from '../../built/build-sites.ts';
import type { Fault, FaultServer } from '../../browser/fault-server.ts';

/** Where a state is brought about. */
export interface Stage {
	page: Page;
	/** Serves the site to this page alone. */
	server: FaultServer;
	/** The build that comes after it. */
	next: Site;
}

export const press = async (page: Page, name: string | RegExp) => {
	await page.getByRole('button', { name }).first().focus();
	await page.keyboard.press('Enter');
};

/** Opens another page of the site in the same tab. */
export const open = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

/** What the page does when it is idle is done. */
export const settled = (page: Page) =>
	page.getByRole('complementary', { name: 'Notifications' }).waitFor({ state: 'attached' });

/** As `settled`, with what the header gains. */
export async function rested(page: Page) {
	await page.getByRole('combobox', { name: 'Theme' }).waitFor({ state: 'attached' });
	await settled(page);
}

/** The worker answers for the network. */
export async function installed(page: Page) {
	await settled(page);
	await page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		while (active!.state !== 'activated' || !navigator.serviceWorker.controller)
			await new Promise((next) => setTimeout(next, 50));
	});
}

/** Opens a page with the network gone. */
export async function cutOff({ page, server }: Stage, path: string) {
	await installed(page);
	server.down();
	await open(page, path);
}

/** The index goes wrong: the browser has let go of it, and so does the server. */
export async function loseIndex({ page, server }: Stage, fault: Fault) {
	await installed(page);
	await page.evaluate(async () => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				if (/\/index\.[^/]*\.json/.test(request.url)) await cache.delete(request);
		}
	});
	server.fail((path) => (/\/index\.[^/]*\.json$/.test(path) ? fault : null));
}

/** Deploys the next build; the page has found and installed it. */
export async function deploy({ page, server, next }: Stage) {
	await installed(page);
	server.deploy(next);
	await page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		await registration.update();
		while (registration.installing) await new Promise((next) => setTimeout(next, 50));
	});
}

/** Deploys the next build and opens a page of it. */
export async function openNext(stage: Stage, path: string) {
	const { page } = stage;
	const build = () => page.locator('meta[name=build]').getAttribute('content');
	const before = await build();
	await deploy(stage);
	// The page loads once more where its worker is exchanged.
	for (let now = before; now === before; now = await build().catch(() => before))
		await open(page, path).catch(() => {});
	await settled(page);
}

/** Scrolls to a share of the page, as far as what comes into sight on the way lets it be known. */
export async function scrollTo(page: Page, share: number) {
	await settled(page);
	// What is far off has its height only when it comes near. What the reader did is noted when the
	// scroll has come to rest.
	for (let step = 0; step < 3; step++) {
		await page.evaluate((part) => window.scrollTo(0, part * document.body.scrollHeight), share);
		await page.waitForTimeout(600);
	}
}

/**
 * Reads on window by window: a place that is jumped to is not where the article goes on, and one is
 * noted when two looks, a second apart, find it the same.
 */
export async function readOn(page: Page) {
	await settled(page);
	for (let window = 0; window < 3; window++) {
		await page.evaluate(() => scrollBy({ top: innerHeight, behavior: 'instant' }));
		await page.waitForTimeout(2200);
	}
}

/** Reads the article that is open to its end, in as much time as that takes; the clock runs fast. */
export async function readAll(page: Page) {
	await page.clock.install();
	await page.reload();
	await page.clock.resume();
	await settled(page);
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

/** Types into the dialog that every page has a search in. */
export async function search(page: Page, text: string) {
	await settled(page);
	await page.keyboard.press('Control+k');
	await page.getByRole('searchbox').fill(text);
}

/** Saves every article of a list, from a server on which they go wrong. */
export async function saveAll({ page, server }: Stage, fault: Fault | null = null) {
	await installed(page);
	server.fail((path) => (/^backend\//.test(path) ? fault : null));
	await press(page, /^Save all/);
}
