import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { focusedName, press, tabTo } from './keyboard.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const path = '/web/uneven/';

/** Opens an article with a clock that the test controls. */
async function open(at = path, options = {}): Promise<Page> {
	const page = await site.open('/404.html', options);
	await page.clock.install();
	await visit(page, at);
	return page;
}

/** Opens an article again from another page. */
async function visit(page: Page, at = path) {
	await page.goto(site.url('/404.html'));
	await page.goto(site.url(at));
	await rested(page);
}

const seconds = (page: Page, count: number) => page.clock.runFor(count * 1000);
/** Longer than a glance. */
const stay = (page: Page) => seconds(page, 14);

/** Scrolls so that a given share of a block is above the reading line. */
const scrollToBlock = (page: Page, n: number, share = 0) =>
	page.evaluate(
		([index, part]) => {
			const block = document.querySelectorAll('#articleBody > *')[index!]!;
			// Twice: blocks that were not laid out had estimated heights.
			for (let times = 0; times < 2; times++) {
				const { top, height } = block.getBoundingClientRect();
				scrollBy({ top: top + height * part! - innerHeight / 4, behavior: 'instant' });
			}
		},
		[n, share]
	);

/** The block at the reading line. */
const blockAtEye = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('#articleBody > *')].findLastIndex(
			(block) => block.getBoundingClientRect().top <= innerHeight / 4 + 1
		)
	);

const button = (page: Page) => page.getByRole('button', { name: /^Continue/ });
const unread = (page: Page) => page.getByRole('button', { name: 'Mark as unread' });

describe('an article continues where it was left', () => {
	it.each([
		['near its start', 30],
		['in its middle', 217],
		['in blocks that are laid out later', 470]
	])('%s, in a window of any width', async (_where, block) => {
		const page = await open();
		await scrollToBlock(page, block, 0.3);
		expect(await blockAtEye(page)).toBe(block);
		await stay(page);
		await visit(page);
		expect(await page.evaluate(() => scrollY)).toBe(0);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(block);
		await page.setViewportSize({ width: 360, height: 740 });
		await visit(page);
		await button(page).click();
		// The blocks of a section do not grow in proportion.
		expect(Math.abs((await blockAtEye(page)) - block)).toBeLessThanOrEqual(2);
	});

	it('and names the section, or the nearest earlier one that still exists', async () => {
		const page = await open();
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		await page.getByRole('button', { name: 'Continue from “Section 11”' }).waitFor();
	});

	it('even after a while of looking around', async () => {
		const page = await open();
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		for (const block of [20, 26, 33]) {
			await scrollToBlock(page, block);
			await seconds(page, 3);
		}
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		await seconds(page, 4);
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(217);
	});

	it('also at an earlier place, if the reader stays there', async () => {
		const page = await open();
		for (const block of [217, 100]) {
			await scrollToBlock(page, block);
			await stay(page);
		}
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(100);
	});

	it('including what was read just before the page was left', async () => {
		const page = await open();
		await scrollToBlock(page, 4);
		await page
			.getByRole('link', { name: 'Tags', exact: true })
			.evaluate((link: HTMLAnchorElement) => link.click());
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(4);
	});
});

describe('the Continue button', () => {
	async function begun(options = {}) {
		const page = await open(path, options);
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		return page;
	}

	it('is early in the tab order, and the keyboard continues at the text', async () => {
		const page = await begun();
		const passed = await tabTo(page, /^Continue from/);
		expect(passed).toContain('Save for offline: Blocks of every height');
		expect(passed.length).toBeLessThan(15);
		await press(page, 'Enter');
		const focused = await page.evaluate(() =>
			[...document.querySelectorAll('#articleBody > *')].indexOf(document.activeElement!)
		);
		expect(focused).toBe(217);
		// The next tab stop is close.
		await press(page, 'Tab');
		expect(await focusedName(page)).toMatch(/^Copy code|^Code/);
		expect(
			await page.evaluate(() => {
				const { top } = document.activeElement!.getBoundingClientRect();
				return top > 0 && top < innerHeight;
			})
		).toBe(true);
		expect(await page.locator('#articleBody > [tabindex="-1"]').count()).toBe(0);
	});

	it.each([320, 360, 768, 1280])('appears without moving anything, at %i px', async (width) => {
		const page = await begun({ viewport: { width, height: 800 } });
		const shift = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries())
							sum += (entry as PerformanceEntry & { value: number }).value;
					}).observe({ type: 'layout-shift', buffered: true });
					requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
				})
		);
		expect(await button(page).isVisible()).toBe(true);
		expect(shift).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	});
});

describe('an article counts as read', () => {
	const short = '/web/long/';
	const toEnd = (page: Page) =>
		page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

	it('when its end was reached at a plausible pace, which its header and end show', async () => {
		const page = await open(short);
		for (let share = 0; share <= 10; share++) {
			await page.evaluate(
				(part) => scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight)),
				share / 10
			);
			await seconds(page, 25);
		}
		await unread(page).first().waitFor();
		expect(await unread(page).count()).toBe(2);
		await page.locator('header').getByText('Read', { exact: true }).waitFor();
		await visit(page, short);
		await unread(page).first().waitFor();
		expect(await button(page).count()).toBe(0);
	});

	it('not after pressing End, however long the reader stays', async () => {
		const page = await open();
		await toEnd(page);
		await seconds(page, 120);
		expect(await unread(page).count()).toBe(0);
	});

	it('when the reader marks it, and unread again, without moving', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).nth(1).click();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).first().click();
		await expect.poll(() => unread(page).count()).toBe(0);
	});

	it('and continues where it was left when it is read again', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).first().waitFor();
		await scrollToBlock(page, 300);
		await stay(page);
		await visit(page);
		await unread(page).first().waitFor();
		expect(await button(page).count()).toBe(0);
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(217);
		await toEnd(page);
		await seconds(page, 3);
		await expect.poll(() => button(page).count()).toBe(0);
		expect(await unread(page).count()).toBe(2);
	});
});
