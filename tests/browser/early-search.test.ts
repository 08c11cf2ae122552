import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openSite, titles } from './open-site.ts';
import { hydrated, until } from './until.ts';

const site = openSite(inject('fixture'));
const article = '/backend/queue-0/';

/** Opens a page that is painted but whose scripts, but for the inline one, wait until released. */
async function openPainted(path: string) {
	const page = await site.open('/404.html', { serviceWorkers: 'block' });
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await released;
		await route.continue().catch(() => {});
	});
	await page.goto(site.url(path), { waitUntil: 'commit' });
	await until(page, () => performance.getEntriesByName('first-contentful-paint').length);
	const ready = async () => {
		release();
		await hydrated(page);
	};
	return { page, release, ready };
}

const isReady = (page: Page) => page.evaluate(() => 'ready' in document.documentElement.dataset);
const dialogBox = (page: Page) =>
	page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox', { name: 'Search articles' });
const found = (page: Page) =>
	page
		.getByRole('dialog', { name: 'Search' })
		.getByRole('list', { name: 'Articles' })
		.getByRole('link');

beforeEach(() => site.expectErrors(/Service Worker|installing/));

describe('before the page responds', () => {
	it.each([article, '/tags/', '/saved/'])(
		'Ctrl+K at %s opens the search, which finds what was typed then and later',
		async (path) => {
			const { page, ready } = await openPainted(path);
			await page.keyboard.press('Control+k');
			await page.keyboard.type('router of');
			expect(await isReady(page)).toBe(false);
			expect(await dialogBox(page).inputValue()).toBe('router of');
			await ready();
			await page.keyboard.type(' part 20');
			await found(page).filter({ hasText: 'The router of part 20' }).waitFor();
			expect(await dialogBox(page).inputValue()).toBe('router of part 20');
			expect(await page.locator('dialog').count()).toBe(1);
		}
	);

	it('Ctrl+K at a list goes to its box, and the list shows what was typed then and later', async () => {
		const { page, ready } = await openPainted('/backend/');
		await page.keyboard.press('Control+k');
		await page.keyboard.type('queue of');
		expect(await isReady(page)).toBe(false);
		await ready();
		await page.keyboard.type(' part 0');
		await expect.poll(async () => (await titles(page))[0]).toBe('The queue of part 0');
		expect(await page.locator('#search').inputValue()).toBe('queue of part 0');
		await page.waitForURL(site.url('/backend/?q=queue+of+part+0'));
		expect(await page.locator('dialog[open]').count()).toBe(0);
	});

	it('what is typed counts before what the address asks for', async () => {
		const { page, ready } = await openPainted('/?q=cache&level=Beginner');
		await page.locator('#search').click();
		await page.keyboard.type('router');
		await ready();
		await page.waitForURL(site.url('/?q=router&level=Beginner'));
		expect(await page.locator('#search').inputValue()).toBe('router');
	});

	it('keeps the caret and the letters on both sides of it', async () => {
		const { page, ready } = await openPainted('/');
		await page.locator('#search').click();
		await page.keyboard.type('roter');
		for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
		await ready();
		await page.keyboard.type('u');
		expect(await page.locator('#search').inputValue()).toBe('router');
	});

	it('Escape closes the dialog for good', async () => {
		const { page, ready } = await openPainted(article);
		await page.keyboard.press('Control+k');
		await page.keyboard.press('Escape');
		await ready();
		expect(await page.locator('dialog').count()).toBe(0);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router');
		await found(page).first().waitFor();
	});

	it('Enter in the dialog leads to the library', async () => {
		const { page, release } = await openPainted(article);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router & parser');
		await page.keyboard.press('Enter');
		await page.waitForURL((url) => url.pathname === `${inject('fixture').base}/`);
		release();
		await page.waitForURL(site.url('/?q=router+%26+parser'), { waitUntil: 'commit' });
		expect(await page.locator('#search').inputValue()).toBe('router & parser');
	});
});
