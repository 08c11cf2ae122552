import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { focusedName, press, tabTo } from './keyboard.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));

const control = (page: Page) => page.getByRole('group', { name: 'Search matches' });
const next = (page: Page) => control(page).getByRole('button', { name: 'Next match' });

/** Opens an article as if a search had led to it. */
async function openFound(path: string, q: string, viewport: { width: number; height: number }) {
	const page = await site.open('/404.html', { viewport });
	await page.evaluate(
		(search) => sessionStorage.setItem('offprint|/|search', JSON.stringify(search)),
		{ path, q, terms: [q] }
	);
	await page.goto(site.url(path));
	return page;
}

/** Edges of the current mark and of the box that it scrolls in, in the window. */
const currentMark = (page: Page) =>
	page.evaluate(() => {
		const [mark] = [...CSS.highlights.get('current-match')!];
		const range = new Range();
		range.setStart(mark!.startContainer, mark!.startOffset);
		range.setEnd(mark!.endContainer, mark!.endOffset);
		const { top, bottom, left, right } = range.getBoundingClientRect();
		const box = mark!.startContainer.parentElement!.closest('pre') ?? document.documentElement;
		const edges = box.getBoundingClientRect();
		return { top, bottom, left: left - edges.left, right: edges.right - right };
	});

describe('the next mark is scrolled into view', () => {
	it('in a paragraph that is higher than the window', async () => {
		const page = await openFound('/web/long/', 'paragraph', { width: 320, height: 256 });
		for (let n = 0; n < 3; n++) {
			await next(page).click();
			const { top, bottom } = await currentMark(page);
			expect(top).toBeGreaterThan(0);
			expect(bottom).toBeLessThan(256);
		}
	});

	it('in a line of code that is longer than its box', async () => {
		const page = await openFound('/web/features/', 'lock', { width: 320, height: 640 });
		for (let n = 0; n < 3; n++) {
			await next(page).click();
			const { left, right } = await currentMark(page);
			expect(left).toBeGreaterThan(0);
			expect(right).toBeGreaterThan(0);
		}
	});
});

describe('the marks of an article', () => {
	it('are reached from the top with a few keys, and cleared without moving the reader', async () => {
		const page = await openFound('/web/long/', 'paragraph', { width: 1280, height: 800 });
		await control(page).waitFor();
		const passed = await tabTo(page, 'Next match');
		expect(passed.length).toBeLessThan(12);
		for (let n = 0; n < 12; n++) await press(page, 'Enter');
		const before = await page.evaluate(() => scrollY);
		expect(before).toBeGreaterThan(300);
		for (let n = 0; n < 2; n++) await press(page, 'Shift+Tab');
		expect(await focusedName(page)).toBe('Clear search matches');
		await page.keyboard.press('Enter');
		await control(page).waitFor({ state: 'detached' });
		await press(page, 'Tab');
		expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before - 200);
	});
});

describe('an article that a search led to', () => {
	/** The scripts that a page has requested, in order, once it requests no more. */
	async function scriptsOf(page: Page) {
		await page.getByRole('button', { name: 'Copy link' }).waitFor();
		await rested(page);
		await page.waitForLoadState('networkidle');
		return page.evaluate(() =>
			performance
				.getEntriesByType('resource')
				.filter(({ name }) => name.endsWith('.js'))
				.map(({ name }) => name)
		);
	}

	it('is unchanged if the stemmer of its language cannot be fetched', async () => {
		const size = { width: 1280, height: 800 };
		const bare = await scriptsOf(await site.open('/web/long/'));
		const page = await openFound('/web/long/', 'paragraph', size);
		await control(page).waitFor();
		// The stemmer is the last script that the marks need.
		const stems = (await scriptsOf(page)).filter((script) => !bare.includes(script)).at(-1)!;
		site.expectErrors(/Failed to load resource/);
		const refused: string[] = [];
		await page.route(stems, async (route) => {
			refused.push(stems);
			await route.abort();
		});
		await page.reload();
		await scriptsOf(page);
		expect(refused).toEqual([stems]);
		expect(await control(page).count()).toBe(0);
	});
});
