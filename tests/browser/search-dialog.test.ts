import { describe, expect, inject, it } from 'vitest';
import { typeAtOnce } from './keyboard.ts';
import { openSite } from './open-site.ts';
import {
	article,
	box,
	dialog,
	focused,
	holdIndex,
	results,
	says,
	settled
} from './search-dialog.ts';
import { hydrated, until } from './until.ts';

const site = openSite(inject('fixture'));

describe('the dialog', () => {
	it('shows at most eight titles with marks, and links to all of them', async () => {
		const page = await site.open(article);
		await page.getByRole('link', { name: 'Search', exact: true }).click();
		await box(page).fill('broker');
		await results(page).first().waitFor();
		await expect.poll(() => results(page).count()).toBe(8);
		expect(await results(page).first().locator('mark').allTextContents()).toEqual(['broker']);
		expect(await results(page).first().textContent()).toMatch(
			/(Beginner|Intermediate|Advanced)\s+\d+ min/
		);
		await says(page, /^\d+ articles$/);
		const all = dialog(page).getByRole('link', { name: /^All \d+ results$/ });
		const count = /\d+/.exec((await all.textContent())!)![0];
		await says(page, `${count} articles`);
		await all.click();
		await page.waitForURL(site.url('/?q=broker'));
		expect(await page.locator('dialog[open]').count()).toBe(0);
		await page
			.getByRole('status')
			.filter({ hasText: `${count} of 150 articles` })
			.waitFor();
	});

	it('ends above the keyboard of a phone', async () => {
		const page = await site.open('/', {
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true
		});
		// On iOS the keyboard covers the window instead of shrinking it.
		await page.addInitScript(() => {
			const seen = Object.assign(new EventTarget(), { height: innerHeight, scale: 1 });
			Object.defineProperty(window, 'visualViewport', { value: seen });
		});
		await page.goto(site.url(article));
		await page.getByRole('link', { name: 'Search', exact: true }).tap();
		await box(page).fill('broker');
		await results(page).first().waitFor();
		expect((await dialog(page).boundingBox())!.height).toBeGreaterThan(360);
		await page.evaluate(() => {
			Object.assign(visualViewport!, { height: 360 });
			visualViewport!.dispatchEvent(new Event('resize'));
		});
		await expect
			.poll(async () => (await dialog(page).boundingBox())!.height)
			.toBeLessThanOrEqual(360);
		await results(page).last().scrollIntoViewIfNeeded();
		const { y, height } = (await results(page).last().boundingBox())!;
		expect(y + height).toBeLessThanOrEqual(360);
	});

	it('works with the keyboard alone', async () => {
		const page = await site.open(article);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('ledger');
		await results(page).nth(1).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		expect(await focused(page)).toBe(await results(page).nth(1).textContent());
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowUp');
		expect(await focused(page)).toBe('INPUT');
		await page.keyboard.press('Enter');
		await page.waitForURL(site.url('/?q=ledger'));
		await page.getByRole('status').filter({ hasText: 'of 150 articles' }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'The queue of part 0' }).waitFor();
	});

	it('closes on Escape, with and without text, and returns the focus', async () => {
		const page = await site.open(article);
		const tags = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' });
		await tags.focus();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router');
		await results(page).first().waitFor();
		await page.keyboard.press('Escape');
		await until(page, () => !document.querySelector('dialog[open]'));
		expect(await tags.evaluate((link) => link === document.activeElement)).toBe(true);
		await page.keyboard.press('Control+k');
		expect(await box(page).inputValue()).toBe('');
	});

	it('never shows the results of an older text', async () => {
		const page = await site.open(article);
		const index = await holdIndex(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('cache');
		await expect.poll(() => index.asked).toBe(1);
		await says(page, 'Searching…');
		await box(page).fill('parser');
		index.release();
		await results(page).first().waitFor();
		for (const title of await results(page).allTextContents()) expect(title).toContain('parser');
		await box(page).fill('xylophone');
		await says(page, 'No articles match');
		expect(await results(page).count()).toBe(0);
	});

	it('says that the index failed, and searches titles and descriptions', async () => {
		site.expectErrors(/Failed to load resource/);
		const page = await site.open(article);
		await page.route(/\/index\.[^/]*\.json$/, (route) => route.abort());
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router of part 20');
		await says(page, /Full-text search is unavailable.*1 article$/);
		expect(await results(page).allTextContents()).toEqual([
			expect.stringContaining('The router of part 20')
		]);
	});

	it('hands the text to the library if its code cannot be fetched', async () => {
		site.expectErrors(/Failed to load resource|Service Worker|installing/);
		const page = await site.open('/tags/', { serviceWorkers: 'block' });
		await page.route('**/chunks/*.js', async (route) => {
			const response = await route.fetch();
			if ((await response.text()).includes('quick-results')) await route.abort();
			else await route.fulfill({ response });
		});
		await page.goto(site.url(article));
		await hydrated(page);
		await page.keyboard.press('Control+k');
		await typeAtOnce(box(page), 'router of part 20');
		await page.waitForURL(site.url('/?q=router+of+part+20#search'));
		await page.unrouteAll({ behavior: 'ignoreErrors' });
	});

	it('keeps recent searches on this device until they are cleared', async () => {
		const page = await site.open(article);
		await settled(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('broker');
		await results(page).first().waitFor();
		await page.keyboard.press('Enter');
		await page.waitForURL(site.url('/?q=broker'));
		await page.goto(site.url(article));
		await settled(page);
		await page.keyboard.press('Control+k');
		const recent = dialog(page).getByRole('list', { name: 'Recent searches' });
		await expect.poll(() => recent.getByRole('link').allTextContents()).toEqual(['broker']);
		await page.keyboard.type('x');
		await recent.waitFor({ state: 'detached' });
		await box(page).fill('');
		await dialog(page).getByRole('button', { name: 'Clear' }).click();
		await recent.waitFor({ state: 'detached' });
		await expect
			.poll(() => box(page).evaluate((node) => node === document.activeElement))
			.toBe(true);
	});

	it('gives way to the header’s link to the list without JavaScript', async () => {
		const page = await site.open(article, { javaScriptEnabled: false });
		const link = page.getByRole('link', { name: 'Search', exact: true });
		expect(await link.getAttribute('href')).toBe('/x/y/#search');
	});
});
