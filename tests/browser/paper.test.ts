import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

/** Opens a page in the dark theme and prints it. */
async function print(path: string): Promise<Page> {
	const page = await own.open(path, { colorScheme: 'dark' });
	await rested(page);
	await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
	await page.emulateMedia({ media: 'print' });
	return page;
}

const after = (page: Page, selector: string) =>
	page
		.locator(selector)
		.first()
		.evaluate((node) => getComputedStyle(node, '::after').content);

const colors = (page: Page) =>
	page.evaluate(() => [
		getComputedStyle(document.documentElement).backgroundColor,
		getComputedStyle(document.body).color
	]);

const blackOnWhite = ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'];

describe('on paper', () => {
	it('an article shows its author, its URL and what its code was verified with', async () => {
		const page = await print('/backend/nats-telegram-notifications/');
		expect(await colors(page)).toEqual(blackOnWhite);
		expect(await after(page, '.page header')).toBe(
			'"Offprint, https://offprint.example/backend/nats-telegram-notifications/"'
		);
		expect(
			await page.getByText(/^\.NET/).evaluate((fact) => fact.getBoundingClientRect().height)
		).toBeGreaterThan(0);
		await page.locator('.footnotes li').waitFor();
	});

	it('an article looks so without scripts', async () => {
		const page = await own.open('/backend/nats-telegram-notifications/', {
			javaScriptEnabled: false
		});
		await page.emulateMedia({ media: 'print' });
		expect(await colors(page)).toEqual(blackOnWhite);
		expect(await after(page, '.page header')).toContain('https://offprint.example/');
		expect(await page.locator('.end').isVisible()).toBe(false);
	});

	it('a block of an article that fits on a page is not split', async () => {
		const page = await print('/backend/nats-telegram-notifications/');
		for (const block of ['.code', '.table', '.diagram', '.chart'])
			expect(
				await page
					.locator(block)
					.evaluateAll((blocks) => blocks.map((one) => getComputedStyle(one).breakInside))
			).not.toContain('auto');
	});

	it('a list shows its articles with their URLs, and no controls', async () => {
		const page = await print('/backend/');
		expect(await colors(page)).toEqual(blackOnWhite);
		expect(await after(page, '.results h2 a')).toContain('backend');
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		for (const control of await page.locator('button, input, select, nav, footer').all())
			expect(await control.isVisible()).toBe(false);
	});
});
