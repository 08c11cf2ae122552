import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { markAsRead, rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));

const article = '/backend/nats-telegram-notifications/';

/** Controls and links outside of running text that are too small; runs in the page. */
function smallTargets(least: number): string[] {
	const found = new Set<string>();
	const targets = 'a[href], button, input, select, summary';
	for (const element of document.querySelectorAll<HTMLElement>(targets)) {
		if (element.closest('.visually-hidden') || !element.checkVisibility()) continue;
		const line = element.closest('p, :is(h2, h3, h4, h5, h6, li, td, figcaption):is(.prose *)');
		const inText =
			getComputedStyle(element).display === 'inline' &&
			(element.matches('.prose *') || line?.textContent?.trim() !== element.textContent?.trim());
		if (inText) continue;
		const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
		if (Math.min(width, height) < least - 0.5)
			found.add(
				`${element.localName} “${element.ariaLabel ?? element.textContent?.trim()}”: ${width.toFixed(1)} × ${height.toFixed(1)}`
			);
	}
	return [...found];
}

const finger: BrowserContextOptions = {
	hasTouch: true,
	isMobile: true,
	viewport: { width: 360, height: 800 }
};

describe.each([
	['a finger', 44, finger],
	['a mouse', 24, {}]
] as const)('targets for %s are %s px wide and high', (_name, least, options) => {
	const small = (page: Page) => page.evaluate(smallTargets, least);

	it('in lists and articles, on the tags and saved pages, and on the page for unknown addresses', async () => {
		const page = await own.open('/', options);
		for (const path of ['/', article, '/tags/', '/tags/nats/', '/saved/', '/404.html']) {
			await page.goto(own.url(path));
			await rested(page);
			expect(await small(page), path).toEqual([]);
		}
	});

	it('in an article with every kind of block and an open footnote, and when it is continued', async () => {
		const page = await features.open('/web/features/', options);
		await rested(page);
		await page.locator('[data-footnote-ref]').first().click();
		await page.getByRole('dialog', { name: 'Footnote 1' }).waitFor();
		expect(await small(page)).toEqual([]);
		await page.getByRole('button', { name: 'Close' }).click();
		await page.getByRole('button', { name: /^Save for offline/ }).click();
		await page.getByRole('button', { name: /^Saved on this device/ }).waitFor();
		await markAsRead(page);
		expect(await small(page)).toEqual([]);
		await page.goto(features.url('/saved/'));
		await page.getByRole('button', { name: /^Mark as unread/ }).waitFor();
		await page.getByRole('list', { name: 'Saved articles' }).getByRole('link').waitFor();
		expect(await small(page)).toEqual([]);
	});

	it('in search results', async () => {
		const page = await own.open('/?q=outbox', options);
		await rested(page);
		const link = page.locator('.passage a').first();
		await link.waitFor();
		// The only link of a line, whose touch target may be clipped by the line.
		const height = await link.evaluate((element) => {
			const { left, top, bottom } = element.getBoundingClientRect();
			const hits = Array.from({ length: Math.round(bottom - top) + 60 }, (_, n) =>
				element.contains(document.elementFromPoint(left + 5, top - 30 + n))
			);
			return hits.filter(Boolean).length;
		});
		expect(height).toBeGreaterThanOrEqual(least - 1);
		expect(await small(page)).toEqual([]);
	});

	it('in the search dialog', async () => {
		const page = await own.open(article, options);
		await rested(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('outbox');
		await page.getByRole('dialog').getByRole('link', { name: 'All' }).waitFor();
		expect(await small(page)).toEqual([]);
	});
});

it('touch targets are 44 px wide and high in the filter sheet', async () => {
	const page = await own.open('/?level=Advanced', finger);
	await page.getByRole('button', { name: 'Filters' }).click();
	await page.getByRole('dialog', { name: 'Filters' }).waitFor();
	expect(await page.evaluate(smallTargets, 44)).toEqual([]);
});
