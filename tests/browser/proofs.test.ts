import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const article = '/backend/nanoid-over-uuid/';
const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
const words = /\w.+\. Passed \d{4}-\d\d-\d\d\.$/;

async function openProof(options = {}): Promise<Page> {
	const page = await own.open(article, options);
	await rested(page);
	return page;
}

const mark = (page: Page) => page.locator('#articleBody .proof').first();
const note = (page: Page) => mark(page).locator('.proof-note');

describe('a proof mark shows the test, its date and its outcome', () => {
	it.each([
		['hover', (page: Page) => mark(page).hover()],
		[
			'keyboard focus',
			async (page: Page) => {
				await mark(page).evaluate((link: HTMLElement) => link.focus());
				await page.keyboard.press('Shift+Tab');
				await page.keyboard.press('Tab');
			}
		]
	])('on %s', async (_name, act) => {
		const page = await openProof();
		expect(await note(page).isVisible()).toBe(false);
		await act(page);
		await note(page).waitFor();
		expect(await note(page).textContent()).toMatch(words);
	});

	it('on the first tap; the second leads to the test', async () => {
		const page = await openProof(phone);
		await mark(page).tap();
		await note(page).waitFor();
		expect(await note(page).textContent()).toMatch(words);
		expect(new URL(page.url()).pathname).toBe(article);
		await note(page).tap();
		await page.waitForURL((url) => url.pathname === `${article}sample/`);
		expect(new URL(page.url()).hash).not.toBe('');
	});

	it('until a tap elsewhere', async () => {
		const page = await openProof(phone);
		await mark(page).tap();
		await note(page).waitFor();
		await page
			.locator('#articleBody h2')
			.first()
			.tap({ position: { x: 300, y: 5 } });
		await note(page).waitFor({ state: 'hidden' });
		expect(new URL(page.url()).pathname).toBe(article);
	});
});
