import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { dialog, results, settled } from './search-dialog.ts';

const site = openSite(inject('fixture'));

/** The marked words, by the name of the highlight. */
const marked = (page: Page, name = 'match') =>
	page.evaluate(
		(of) =>
			[...(CSS.highlights.get(of) ?? [])].map((range) =>
				range.startContainer.textContent!.slice(range.startOffset, range.endOffset)
			),
		name
	);
/** The recent searches in the dialog. */
async function recentSearches(page: Page) {
	await page.keyboard.press('Control+k');
	const links = dialog(page).getByRole('list', { name: 'Recent searches' }).getByRole('link');
	await links.first().waitFor();
	const texts = await links.allTextContents();
	await page.keyboard.press('Escape');
	return texts;
}
const control = (page: Page) => page.getByRole('group', { name: 'Search matches' });

describe('marks on the page that a search led to', () => {
	// A compound name is found as a whole and by its parts, like in the list.
	const words = ['42', 'HandleAsync42', '42', '42', 'Braces'];

	async function follow(page: Page) {
		await page.getByRole('searchbox').fill('HandleAsync42 braces');
		await page.getByRole('link', { name: 'The index of part 42' }).click();
		await page.waitForURL(site.url('/backend/index-42/'));
		await control(page).waitFor();
	}

	it('are the same words as in the list, and nothing else changes', async () => {
		const page = await site.open('/');
		const bare = await site.open('/backend/index-42/', { javaScriptEnabled: false });
		await follow(page);
		expect(await marked(page)).toEqual(words);
		const text = (of: Page) => of.locator('#articleBody').evaluate((body) => body.textContent);
		expect(await text(page)).toBe(await text(bare));
		expect(page.url()).toBe(site.url('/backend/index-42/'));
	});

	it('also appear after a full load, which a passage’s link causes', async () => {
		const page = await site.open('/?q=HandleAsync42');
		// Passages of other articles may arrive first.
		const hit = page.getByRole('article', { name: 'The index of part 42' });
		await hit.locator('.passage a').click();
		await page.waitForURL((url) => url.pathname.endsWith('/backend/index-42/'));
		await control(page).waitFor();
		expect(await marked(page)).toEqual(words.slice(0, 4));
		expect(new URL(page.url()).search).toBe('');
		await settled(page);
		expect(await recentSearches(page)).toEqual(['HandleAsync42']);
	});

	it.each([
		['Ctrl and a click', { modifiers: ['Control' as const] }],
		['the middle button', { button: 'middle' as const }]
	])('appear in a tab that %s opens, once, and the search is recorded', async (_how, how) => {
		const page = await site.open('/?q=HandleAsync42');
		const hit = page.getByRole('link', { name: 'The index of part 42' });
		await hit.locator('mark').first().waitFor();
		const [tab] = await Promise.all([page.context().waitForEvent('page'), hit.click(how)]);
		await control(tab).waitFor();
		expect(await marked(tab)).toEqual(words.slice(0, 4));
		expect(tab.url()).toBe(site.url('/backend/index-42/'));
		await settled(tab);
		expect(await recentSearches(tab)).toEqual(['HandleAsync42']);
		await tab.getByRole('button', { name: 'Clear search matches' }).click();
		await tab.reload();
		await tab.locator('.reading-progress').waitFor({ state: 'attached' });
		await tab.waitForTimeout(300);
		expect(await marked(tab)).toEqual([]);
	});

	it('appear after a search in the dialog, on the open article too', async () => {
		const page = await site.open('/backend/index-42/');
		for (const q of ['HandleAsync42', 'HandleAsync42 braces']) {
			await page.keyboard.press('Control+k');
			await page.keyboard.type(q);
			await results(page).first().click();
			const expected = q.includes(' ') ? words : words.slice(0, 4);
			await expect.poll(() => marked(page)).toEqual(expected);
			await page.getByRole('button', { name: 'Clear search matches' }).waitFor();
			expect(await control(page).count()).toBe(1);
		}
	});

	it('can be stepped through and cleared, and do not return', async () => {
		const page = await site.open('/');
		await follow(page);
		await page.getByRole('button', { name: 'Next match' }).click();
		expect(await marked(page, 'current-match')).toEqual(words.slice(0, 1));
		expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
		await page.getByText('Match 1 of 5').waitFor({ state: 'attached' });
		await page.getByRole('button', { name: 'Next match' }).click();
		expect(await marked(page, 'current-match')).toEqual(words.slice(1, 2));
		await page.getByRole('button', { name: 'Previous match' }).click();
		await page.getByRole('button', { name: 'Previous match' }).click();
		expect(await marked(page, 'current-match')).toEqual(['Braces']);
		await page.keyboard.press('Escape');
		expect(await marked(page)).toEqual(words);
		await page.getByRole('button', { name: 'Clear search matches' }).click();
		expect(await marked(page)).toEqual([]);
		expect(await control(page).count()).toBe(0);
		await page.reload();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(300);
		expect(await marked(page)).toEqual([]);
	});

	it('end with the page, and other links to it bring none', async () => {
		const page = await site.open('/');
		await follow(page);
		await page.getByRole('link', { name: 'Tags' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await expect.poll(() => marked(page)).toEqual([]);
		await page.goBack();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(300);
		expect(await control(page).count()).toBe(0);
	});

	it('are not printed', async () => {
		const page = await site.open('/');
		await follow(page);
		const background = () =>
			page.evaluate(
				() => getComputedStyle(document.querySelector('p')!, '::highlight(match)').backgroundColor
			);
		const none = 'rgba(0, 0, 0, 0)';
		expect(await background()).not.toBe(none);
		await page.emulateMedia({ media: 'print' });
		expect(await background()).toBe(none);
		expect(await control(page).isVisible()).toBe(false);
	});

	it('are absent if the browser has no custom highlights', async () => {
		const page = await site.open('/');
		await page.evaluate(() => Reflect.deleteProperty(CSS, 'highlights'));
		await page.getByRole('searchbox').fill('HandleAsync42');
		await page.getByRole('link', { name: 'The index of part 42' }).click();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(500);
		expect(await control(page).count()).toBe(0);
	});
});
