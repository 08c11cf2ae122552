import { describe, expect, inject, it } from 'vitest';
import { fixtureSize } from '../built/fixture-library.ts';
import { advanced, says } from './list-view.ts';
import { openSite } from './open-site.ts';
import { narrowed } from './until.ts';

const site = openSite(inject('fixture'));

describe('filters', () => {
	it('give way to the search box on Ctrl+K, although their sheet covers it', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		await page.getByRole('dialog', { name: 'Filters' }).waitFor();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('ledger');
		expect(await page.getByRole('searchbox').inputValue()).toBe('ledger');
		expect(await page.getByRole('dialog').count()).toBe(0);
	});

	it('show the number of results in the sheet of a narrow screen', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByRole('checkbox', { name: /^Advanced/ }).click();
		await sheet.getByRole('button', { name: `Show ${advanced.length} articles` }).click();
		await sheet.waitFor({ state: 'hidden' });
		await says(page, `${advanced.length} of ${fixtureSize} articles`);
	});

	it('count on the sheet’s button what is chosen beyond the page’s scope', async () => {
		const page = await site.open('/web/', { viewport: { width: 360, height: 740 } });
		const button = page.getByRole('button', { name: 'Filters' });
		expect((await button.textContent())!.trim()).toBe('Filters');
		await button.click();
		await page.getByRole('checkbox', { name: /^Intermediate/ }).check();
		await page.keyboard.press('Escape');
		await expect.poll(() => button.ariaSnapshot()).toBe('- button "Filters 1"');
	});

	it('show no number in the sheet while the library is loading', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		let release = () => {};
		const held = new Promise<void>((go) => (release = go));
		await page.route(/\/catalogue\.[^/]*\.json$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByRole('checkbox', { name: /^Advanced/ }).check();
		await sheet.getByRole('button', { name: 'Show articles', exact: true }).waitFor();
		release();
		await sheet.getByRole('button', { name: `Show ${advanced.length} articles` }).waitFor();
	});

	it('suggest what would widen an empty view in the sheet', async () => {
		const page = await site.open('/?level=Beginner&category=web&tag=cache', {
			viewport: { width: 360, height: 740 }
		});
		await narrowed(page);
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByText('No articles match').waitFor();
		const way = sheet.getByRole('link', { name: /^Remove “/ }).first();
		const count = /\((\d+ articles?)\)$/.exec((await way.textContent())!)![1];
		await way.click();
		await sheet.getByRole('button', { name: `Show ${count}` }).click();
		await sheet.waitFor({ state: 'hidden' });
		await page
			.getByRole('status')
			.filter({ hasText: `of ${fixtureSize} articles` })
			.waitFor();
	});
});
