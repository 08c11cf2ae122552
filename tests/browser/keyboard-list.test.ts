import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureSize } from '../built/fixture-library.ts';
import { focusedName, idle, press, tabTo, typeAtOnce } from './keyboard.ts';
import { listen, said } from './live-regions.ts';
import { openSite, titles } from './open-site.ts';
import { until } from './until.ts';

const status = (page: Page) => page.getByRole('status');
const says = (page: Page, text: RegExp) => status(page).filter({ hasText: text }).waitFor();

describe('by keyboard alone, a list', () => {
	const site = openSite(inject('fixture'));

	async function open(path = '/', width = 1280): Promise<Page> {
		const page = await site.open(path, { viewport: { width, height: 800 } });
		await idle(page);
		return page;
	}

	it('is reached with the first key, past the header', async () => {
		const page = await open();
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Skip to content');
		await press(page, 'Enter');
		await press(page, 'Tab');
		expect(await page.locator('main :focus').count()).toBe(1);
	});

	it('can be searched, filtered, left for an article and returned to', async () => {
		const page = await open();
		await page.keyboard.press('Control+k');
		await until(page, () => document.activeElement?.id === 'search');
		await page.keyboard.type('queue');
		await says(page, /^\d+ of/);
		await tabTo(page, /^Advanced/);
		await press(page, 'Space');
		expect(await focusedName(page)).toMatch(/^Advanced/);
		const [first] = await titles(page);
		await tabTo(page, first!);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: first! }).waitFor();
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Skip to content');
		await page.goBack();
		await until(page, (text) => document.activeElement?.textContent === text, first!);
	});

	it('keeps the focus near “Clear filters” when that disappears', async () => {
		const page = await open('/?level=Advanced');
		await tabTo(page, 'Clear filters');
		await press(page, 'Enter');
		await says(page, new RegExp(`^${fixtureSize} articles`));
		await until(page, () => document.activeElement !== document.body);
		expect(await page.getByRole('search').locator(':focus').count()).toBe(1);
	});

	it('keeps the focus near a suggestion for an empty view that is followed', async () => {
		const page = await open('/?level=Beginner&category=web&tag=cache');
		await says(page, /^No articles match/);
		await tabTo(page, /^Remove “/);
		await page.keyboard.press('Enter');
		await says(page, /^\d+ of/);
		await until(page, () => document.activeElement !== document.body);
		expect(await page.locator('main :focus').count()).toBe(1);
	});

	it('moves the focus to the first article that “Show more” adds', async () => {
		const page = await open();
		await page.getByRole('link', { name: 'Show more' }).focus();
		await page.keyboard.press('Enter');
		const links = page.getByRole('list', { name: 'Articles' }).getByRole('heading');
		await links.nth(60).waitFor();
		await until(page, () => document.activeElement?.textContent !== 'Show more');
		expect(await focusedName(page)).toBe(await links.nth(60).textContent());
	});

	it('can be filtered in the sheet of a narrow screen, which returns the focus', async () => {
		const page = await open('/', 360);
		await tabTo(page, /^Filters/);
		await press(page, 'Enter');
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await tabTo(page, /^Advanced/);
		await press(page, 'Space');
		await tabTo(page, 'Clear filters');
		await press(page, 'Enter');
		await until(page, () => document.activeElement !== document.body);
		expect(await sheet.locator(':focus').count()).toBe(1);
		expect(await focusedName(page)).toMatch(/^Show \d+ articles/);
		await press(page, 'Enter');
		await sheet.waitFor({ state: 'hidden' });
		expect(await focusedName(page)).toMatch(/^Filters/);
		await press(page, 'Enter');
		await sheet.waitFor();
		await press(page, 'Escape');
		expect(await focusedName(page)).toMatch(/^Filters/);
	});

	it('announces its count once typing pauses, not with every letter', async () => {
		const page = await open();
		await page.getByRole('searchbox').focus();
		await page.keyboard.type('x');
		// The index is loaded, so that nothing is said of waiting for it.
		await says(page, /^(\d+ of|No articles)/);
		await page.keyboard.press('Backspace');
		await says(page, new RegExp(`^${fixtureSize} articles`));
		await until(page, () => location.search === '');
		await listen(page);
		await typeAtOnce(page.getByRole('searchbox'), 'the ledger of part');
		await until(page, () => location.search.startsWith('?q='));
		await expect.poll(() => said(page)).not.toEqual([]);
		await page.waitForTimeout(500);
		expect(await said(page)).toEqual([expect.stringMatching(/^\d+ of/)]);
	});

	it('announces the counts of choices, and a title only when another page opens', async () => {
		const page = await open();
		const advanced = page.getByRole('checkbox', { name: /^Advanced/ });
		// The library is loaded, so that nothing is said of waiting for it.
		await advanced.check();
		await says(page, /^50 of 150/);
		await advanced.uncheck();
		await says(page, /^150 articles/);
		await until(page, () => location.search === '');
		await page.getByRole('searchbox').focus();
		await listen(page);
		await advanced.check();
		await until(page, () => location.search === '?level=Advanced');
		await says(page, /^50 of 150/);
		await page.goBack();
		await says(page, /^150 articles/);
		await expect.poll(() => said(page)).toContain('150 articles');
		await page.waitForTimeout(300);
		expect(await said(page)).toEqual(['50 of 150 articles', '150 articles']);
		await page.getByRole('heading').getByRole('link').first().click();
		await expect.poll(() => said(page)).toContainEqual(expect.stringContaining(' · Fixture'));
	});

	it('announces the results of a choice in the sheet of a narrow screen', async () => {
		const page = await open('/', 360);
		await page.getByRole('button', { name: 'Filters' }).click();
		const advanced = page.getByRole('checkbox', { name: /^Advanced/ });
		await advanced.check();
		await page.getByRole('button', { name: 'Show 50 articles' }).waitFor();
		await advanced.uncheck();
		await page.getByRole('button', { name: 'Show 150 articles' }).waitFor();
		await listen(page, '[role=dialog], dialog');
		await advanced.check();
		await page.getByRole('radio', { name: /^Up to/ }).check();
		await expect.poll(() => said(page)).toHaveLength(2);
		for (const text of await said(page)) expect(text).toMatch(/^\d+ of 150 articles$/);
	});

	it('announces with the count that full-text search is unavailable', async () => {
		site.expectErrors(/ERR_FAILED/);
		const page = await open();
		await page.route(/\/index\.[^/]*\.json$/, (route) => route.abort());
		await page.getByRole('searchbox').fill('ledger');
		await says(page, /^\d+ of 150 articles\s+Full-text search is unavailable/);
	});
});
