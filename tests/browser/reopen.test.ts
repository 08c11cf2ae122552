import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const everything = '/reference/all-markdown/';

/** Follows a link of the header without scrolling to it. */
async function leave(page: Page) {
	await page
		.getByRole('navigation', { name: 'Main' })
		.getByRole('link', { name: 'Tags' })
		.evaluate((link: HTMLAnchorElement) => link.click());
	await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
}

/** Loads another page, so that Back has to load the article again. */
async function leaveByLoading(page: Page) {
	await page.goto(site.url('/tags/'));
	await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
}

const ways = [
	['by a client-side navigation', leave],
	['by a full page load', leaveByLoading]
] as const;

describe.each(ways)('what was open is open again after Back, left %s', (_name, away) => {
	it('a details element, at the same scroll position', async () => {
		const page = await site.open(everything);
		await rested(page);
		const details = page.locator('#articleBody details').first();
		await details.locator('summary').click();
		const below = page.locator('#articleBody > .footnotes');
		await below.evaluate((element) =>
			window.scrollTo({ top: element.getBoundingClientRect().top + scrollY - 300 })
		);
		const top = () =>
			below.evaluate((element) => Math.round(element.getBoundingClientRect().top)).catch(() => NaN);
		const before = await top();
		await away(page);
		await page.goBack();
		await expect
			.poll(() => details.evaluate((element) => (element as HTMLDetailsElement).open))
			.toBe(true);
		await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
		await rested(page);
		expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
	});

	it('a footnote', async () => {
		const page = await site.open('/web/features/');
		await rested(page);
		await page.locator('[data-footnote-ref]').first().click();
		const note = page.getByRole('dialog', { name: 'Footnote 1' });
		await note.waitFor();
		await away(page);
		await page.goBack();
		await note.waitFor();
		expect(await note.textContent()).toContain('A footnote of its own.');
	});

	it('an enlarged figure', async () => {
		const page = await site.open('/web/features/');
		await rested(page);
		await page.getByRole('button', { name: /^Enlarge: An order/ }).click();
		const figure = page.getByRole('dialog', { name: /^An order/ });
		await figure.waitFor();
		await away(page);
		await page.goBack();
		await figure.waitFor();
		expect(await figure.locator('svg').count()).toBe(1);
	});

	it('but nothing that was closed', async () => {
		const page = await site.open('/web/features/');
		await rested(page);
		await page.locator('[data-footnote-ref]').first().click();
		await page.keyboard.press('Escape');
		await away(page);
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'Everything Markdown can do' }).waitFor();
		await rested(page);
		expect(await page.getByRole('dialog').count()).toBe(0);
	});

	it.each(['[data-footnote-ref]', '.enlarge'])(
		'nor what %s opened, if it was left before an event has told that it is closed',
		async (opener) => {
			const page = await site.open('/web/features/');
			await rested(page);
			await page.evaluate(() => {
				for (const type of ['toggle', 'close'])
					addEventListener(type, (event) => event.stopImmediatePropagation(), true);
			});
			await page.locator(opener).first().click();
			await page.getByRole('dialog').waitFor();
			await page.keyboard.press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'hidden' });
			await away(page);
			await page.goBack();
			await page.getByRole('heading', { level: 1, name: 'Everything Markdown can do' }).waitFor();
			await rested(page);
			expect(await page.getByRole('dialog').count()).toBe(0);
		}
	);
});
