import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));

describe('the theme', () => {
	const paper = (page: Page) =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const [light, dark] = ['rgb(251, 250, 246)', 'rgb(23, 22, 20)'];

	it('is the system’s until one is chosen, which then applies to every page', async () => {
		const page = await site.open('/web/long/', { colorScheme: 'light' });
		const choice = page.getByRole('combobox', { name: 'Theme' });
		expect(await paper(page)).toBe(light);
		await choice.selectOption('Dark');
		expect(await paper(page)).toBe(dark);
		await page.goto(site.url('/'));
		await choice.waitFor();
		expect([await paper(page), await choice.inputValue()]).toEqual([dark, 'dark']);
		await choice.selectOption('System');
		expect(await paper(page)).toBe(light);
	});

	it('is set before the first paint, under the page’s security policy', async () => {
		const page = await site.open('/web/long/', { colorScheme: 'light' });
		await page.evaluate(() => localStorage.setItem('theme', 'dark'));
		// Only the document is loaded: the script that sets the theme is inline.
		await page.route(/\.js$/, (route) => route.abort());
		site.expectErrors(/ERR_FAILED|dynamically imported/);
		await page.goto(site.url('/web/long/'));
		expect(await paper(page)).toBe(dark);
		expect(
			await page
				.locator('meta[name="theme-color"]')
				.evaluateAll((metas) => metas.map((meta) => (meta as HTMLMetaElement).content))
		).toEqual(['#171614', '#171614']);
	});

	it.each(['light', 'dark'] as const)('%s from the system needs no script', async (colorScheme) => {
		const page = await site.open('/', { colorScheme, javaScriptEnabled: false });
		expect(await paper(page)).toBe({ light, dark }[colorScheme]);
	});

	it('can be chosen even if the browser never reports idle', async () => {
		const page = await site.open('/tags/');
		await page.addInitScript(() => {
			window.requestIdleCallback = (work, { timeout } = {}) =>
				timeout ? window.setTimeout(work, timeout) : 0;
		});
		await page.goto(site.url('/web/long/'));
		await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
		expect(await paper(page)).toBe(dark);
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
	});
});
