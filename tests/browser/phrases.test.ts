import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const site = openSite(inject('fixture'));

const search = (page: Page, text: string) =>
	page.getByRole('searchbox', { name: 'Search articles' }).fill(text);
const titles = (page: Page) =>
	page.getByRole('list', { name: 'Articles' }).getByRole('article').getByRole('heading');
const firstTitle = (page: Page) => titles(page).first().textContent();

describe('a quoted phrase', () => {
	it('ranks the article first that has it, which its words alone do not', async () => {
		const page = await site.open('/');
		// Most articles have a paragraph 3.
		await search(page, 'cache part 3');
		await expect.poll(() => firstTitle(page)).toMatch(/^\s*The cache of part/);
		await search(page, 'cache "part 3"');
		await expect.poll(() => firstTitle(page)).toMatch(/The ledger of part 3/);
		expect(await titles(page).count()).toBeGreaterThan(1);
	});

	it('that no article has says so, and leaves the articles with its words', async () => {
		const page = await site.open('/?q=%22opening+ledger%22');
		await page
			.getByText('No article has the phrase “opening ledger”. Showing articles with its words.')
			.first()
			.waitFor();
		expect(await firstTitle(page)).toMatch(/The ledger of part/);
	});

	it('ranks first in the search dialog as well', async () => {
		const page = await site.open('/backend/queue-0/');
		await page.keyboard.press('Control+k');
		const dialog = page.getByRole('dialog', { name: 'Search' });
		await dialog.getByRole('searchbox', { name: 'Search articles' }).fill('cache "part 3"');
		const results = dialog.getByRole('list', { name: 'Articles' }).getByRole('link');
		await expect.poll(() => results.first().textContent()).toMatch(/The ledger of part 3/);
	});
});
