import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { rested } from './open-device.ts';

const site = openSite(inject('features'));
const path = '/web/long/';

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);
const deferredBlocks = (page: Page) =>
	page
		.locator('#articleBody > *')
		.evaluateAll((blocks) =>
			blocks.flatMap((block) => (getComputedStyle(block).contentVisibility === 'auto' ? 1 : []))
		);

async function openFromList(options = {}) {
	const page = await site.open('/', options);
	await page.getByRole('combobox', { name: 'Theme' }).waitFor();
	await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
	await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
	return page;
}

describe('an article that a link has led to', () => {
	it.each([{}, { reducedMotion: 'reduce' }])(
		'is laid out like one that was loaded in full once the reader scrolls (%o)',
		async (options) => {
			const loaded = await site.open(path);
			await rested(loaded);
			expect(await deferredBlocks(loaded)).toEqual([]);
			const page = await openFromList(options);
			await rested(page);
			expect(await deferredBlocks(page)).not.toEqual([]);
			await page.mouse.move(600, 400);
			await page.mouse.wheel(0, 200);
			await expect.poll(() => deferredBlocks(page)).toEqual([]);
			expect(await heightOf(page)).toBe(await heightOf(loaded));
		}
	);

	it('has all of its text at once, and leads to each of its headings', async () => {
		const page = await openFromList();
		const last = page.locator('#articleBody h2[id]').last();
		const id = await last.getAttribute('id');
		await page.evaluate((id) => (location.hash = id!), id);
		await expect
			.poll(() => last.evaluate((heading) => Math.abs(heading.getBoundingClientRect().top) < 800))
			.toBe(true);
	});

	it('defers nothing when Back leads to the place where it was left', async () => {
		const page = await openFromList();
		await rested(page);
		await page.evaluate(() => window.scrollTo({ top: 1500, behavior: 'instant' }));
		await expect.poll(() => deferredBlocks(page)).toEqual([]);
		const firstShown = () =>
			page
				.locator('#articleBody > *')
				.evaluateAll((blocks) =>
					blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0)
				);
		const place = await firstShown();
		// Playwright's click would scroll to the link.
		await page.getByRole('link', { name: 'Tags' }).first().dispatchEvent('click');
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
		expect(await deferredBlocks(page)).toEqual([]);
		await expect.poll(firstShown).toBe(place);
	});
});
