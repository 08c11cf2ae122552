import { describe, expect, inject, it } from 'vitest';
import { focusedName, press, tabTo } from './keyboard.ts';
import { openSite } from './open-site.ts';
import {
	blockAtEye,
	button,
	clockedReader,
	path,
	scrollToBlock,
	seconds,
	stay
} from './reading-clock.ts';

const { open, visit } = clockedReader(openSite(inject('features')));

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
