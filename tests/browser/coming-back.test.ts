import { describe, expect, inject, it } from 'vitest';
import { query } from './list-view.ts';
import { rested } from './open-device.ts';
import { openSite, titles } from './open-site.ts';
import { laidOut } from './scroll-place.ts';
import { narrowed, until } from './until.ts';

const site = openSite(inject('fixture'));

describe('coming back', () => {
	it.each(['', '?level=Advanced', '?q=cache'])(
		'to %j restores view, scroll and focus',
		async (search) => {
			const page = await site.open(`/${search}`);
			await narrowed(page);
			const link = page
				.getByRole('list', { name: 'Articles' })
				.getByRole('heading')
				.nth(12)
				.getByRole('link');
			const title = await link.textContent();
			await link.scrollIntoViewIfNeeded();
			const before = await page.evaluate(() => scrollY);
			expect(before).toBeGreaterThan(100);
			// A click would scroll to a link that is still changing.
			await link.focus();
			await page.keyboard.press('Enter');
			await page.getByRole('heading', { level: 1, name: title! }).waitFor();
			await page.goBack();
			await until(
				page,
				([y, text]) =>
					Math.abs(scrollY - Number(y)) < 3 && document.activeElement?.textContent === text,
				[before, title] as const
			);
			await page.reload();
			await until(page, (y) => Math.abs(scrollY - y) < 3, before);
		}
	);

	it('returns the focus to the tag, or the article’s link, that was followed', async () => {
		const page = await site.open('/');
		const card = page.getByRole('list', { name: 'Articles' }).getByRole('article').nth(5);
		const title = (await card.getByRole('heading').textContent())!;
		const tag = card.locator('a[href*="/tags/"]').first();
		await tag.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: /^Articles tagged/ }).waitFor();
		await page.goBack();
		await until(
			page,
			(text) => {
				const focused = document.activeElement!;
				const heading = focused.closest('article')?.querySelector('h2');
				return focused.matches('a[href*="/tags/"]') && heading?.textContent === text;
			},
			title
		);
		await card.getByRole('heading').getByRole('link').click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await rested(page);
		const near = page.getByRole('navigation', { name: 'Related articles' }).getByRole('link');
		const other = (await near.first().textContent())!;
		await near.first().focus();
		await laidOut(page);
		const before = await page.evaluate(() => scrollY);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: other }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await expect
			.poll(() => page.evaluate(() => [document.activeElement!.textContent, scrollY]))
			.toEqual([other, before]);
	});

	it('opens “Show more” in a new tab with the usual modifier keys', async () => {
		const page = await site.open('/');
		const opened = page.context().waitForEvent('page');
		await page.getByRole('link', { name: 'Show more' }).click({ modifiers: ['ControlOrMeta'] });
		await (await opened).waitForURL(site.url('/page/2/'));
		expect((await titles(page)).length).toBe(60);
	});

	it('keeps the articles that “Show more” added', async () => {
		const page = await site.open('/');
		await page.getByRole('link', { name: 'Show more' }).click();
		await until(
			page,
			() => document.querySelectorAll('ul[aria-label=Articles] > li').length === 120
		);
		expect(query(page)).toBe('');
		const link = page
			.getByRole('list', { name: 'Articles' })
			.getByRole('heading')
			.nth(110)
			.getByRole('link');
		const title = (await link.textContent())!;
		await link.click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await page.goBack();
		await until(page, (text) => document.activeElement?.textContent === text, title);
		await expect.poll(() => titles(page)).toHaveLength(120);
	});
});
