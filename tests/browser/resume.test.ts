import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { focusedName, press, tabTo } from './keyboard.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const path = '/web/uneven/';

/** Opens an article with a clock that can be put forward. */
async function open(at = path, options = {}): Promise<Page> {
	const page = await site.open('/404.html', options);
	await page.clock.install();
	await visit(page, at);
	return page;
}

/** Opens an article anew, from another page. */
async function visit(page: Page, at = path) {
	await page.goto(site.url('/404.html'));
	await page.goto(site.url(at));
	await rested(page);
}

const seconds = (page: Page, count: number) => page.clock.runFor(count * 1000);
/** Longer than somebody stays who only looks. */
const stay = (page: Page) => seconds(page, 14);

/** Puts the part of a block that is a share of its height down where the eye is. */
const scrollToBlock = (page: Page, n: number, share = 0) =>
	page.evaluate(
		([index, part]) => {
			const block = document.querySelectorAll('#articleBody > *')[index!]!;
			// Twice: what was far off had no height of its own.
			for (let times = 0; times < 2; times++) {
				const { top, height } = block.getBoundingClientRect();
				scrollBy({ top: top + height * part! - innerHeight / 4, behavior: 'instant' });
			}
		},
		[n, share]
	);

/** The block where the eye is. */
const blockAtEye = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('#articleBody > *')].findLastIndex(
			(block) => block.getBoundingClientRect().top <= innerHeight / 4 + 1
		)
	);

const button = (page: Page) => page.getByRole('button', { name: /^Continue/ });
const unread = (page: Page) => page.getByRole('button', { name: 'Mark as unread' });

describe('an article goes on where it was left', () => {
	it.each([
		['near its beginning', 30],
		['in its midst', 217],
		['beyond what is laid out at once', 470]
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
		// Blocks of one section do not get higher by the same share.
		expect(Math.abs((await blockAtEye(page)) - block)).toBeLessThanOrEqual(2);
	});

	it('named by the section that it is in, or the nearest before it that is still there', async () => {
		const page = await open();
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		await page.getByRole('button', { name: 'Continue from “Section 11”' }).waitFor();
	});

	it('although somebody looks around in it for a while', async () => {
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

	it('where somebody stays, also before the last place', async () => {
		const page = await open();
		for (const block of [217, 100]) {
			await scrollToBlock(page, block);
			await stay(page);
		}
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(100);
	});

	it('at once where somebody has read on, when the page is left', async () => {
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

describe('the way to go on', () => {
	async function begun(options = {}) {
		const page = await open(path, options);
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		return page;
	}

	it('is early on the way of the keyboard, which is then where the text is read', async () => {
		const page = await begun();
		const passed = await tabTo(page, /^Continue from/);
		expect(passed).toContain('Save for offline: Blocks of every height');
		expect(passed.length).toBeLessThan(15);
		await press(page, 'Enter');
		const focused = await page.evaluate(() =>
			[...document.querySelectorAll('#articleBody > *')].indexOf(document.activeElement!)
		);
		expect(focused).toBe(217);
		// What comes next is near.
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

	it.each([320, 360, 768, 1280])('comes without moving anything, at %i px', async (width) => {
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

describe('an article is read', () => {
	const short = '/web/long/';
	const toEnd = (page: Page) =>
		page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

	it('when its end was reached at a reader’s pace, as its front and its end say', async () => {
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

	it('not by a press of End, however long one is there', async () => {
		const page = await open();
		await toEnd(page);
		await seconds(page, 120);
		expect(await unread(page).count()).toBe(0);
	});

	it('when its reader says so, and unread when they do, in place', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).nth(1).click();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).first().click();
		await expect.poll(() => unread(page).count()).toBe(0);
	});

	it('and goes on when it is read again, from where it was left then', async () => {
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
