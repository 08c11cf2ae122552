import { describe, expect, inject, it } from 'vitest';
import { focusedName } from './keyboard.ts';
import { rested } from './open-device.ts';
import { restedPages } from './open-rested.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('fixture'));
const features = openSite(inject('features'));
const own = openSite(inject('own'));

/** Opens a page, or leaves it as the test before left it: what those do moves the focus at most. */
const open = restedPages(site.again);

describe('the page about the site', () => {
	it('opens from the foot of any page, and its links lead on', async () => {
		const page = await own.open('/backend/');
		await page.getByRole('contentinfo').getByRole('link', { name: 'About Offprint' }).click();
		await page.getByRole('heading', { level: 1, name: 'About Offprint' }).waitFor();
		expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(3);
		await page.getByRole('main').getByRole('link', { name: 'Saved' }).click();
		await page.getByRole('heading', { level: 1, name: 'Saved' }).waitFor();
	});
});

describe('every page', () => {
	it.each(['/', '/backend/queue-0/'])('at %s has no single-letter shortcut', async (path) => {
		const page = await open(path);
		const state = () =>
			page.evaluate(() => [
				location.href,
				document.activeElement?.localName,
				document.querySelectorAll('dialog[open]').length,
				document.documentElement.dataset.theme
			]);
		const before = await state();
		for (const key of 'abcdefghijklmnopqrstuvwxyz/?.1') await page.keyboard.press(key);
		expect(await state()).toEqual(before);
	});

	it.each(['/backend/queue-0/', '/', '/web/level/beginner/', '/tags/', '/tags/csharp/', '/saved/'])(
		'at %s has one main, one h1 and “Skip to content” first',
		async (path) => {
			const page = await open(path);
			expect(await page.getByRole('main').count()).toBe(1);
			expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
			await page.keyboard.press('Tab');
			expect(await focusedName(page)).toBe('Skip to content');
			await page.keyboard.press('Enter');
			expect(await page.evaluate(() => document.activeElement?.localName)).toBe('main');
		}
	);

	it.each(['Control+k', 'Meta+k', 'Control+Shift+K'])('answers %s', async (keys) => {
		const page = await open('/web/');
		await page.keyboard.press(keys);
		expect(await focusedName(page)).toBe('Search articles');
		await page.goto(site.url('/tags/'));
		await rested(page);
		await page.keyboard.press(keys);
		expect(await focusedName(page)).toBe('Search articles');
	});
});

describe('an article', () => {
	it('is an article with its level, minutes and dates, and a navigation “On this page”', async () => {
		const page = await open('/backend/queue-0/');
		const article = page.getByRole('article', { name: 'The queue of part 0', exact: true });
		expect(await article.count()).toBe(1);
		const text = await article.textContent();
		expect(text).toMatch(/Beginner\s+1 min\s+Published 1 Jan 2026/);
		expect(await article.getByRole('time').first().getAttribute('datetime')).toBe('2026-01-01');
		const contents = page.getByRole('navigation', { name: 'On this page', exact: true });
		expect(await contents.getByRole('link').allTextContents()).toEqual([
			'Opening',
			'Part 0 in code'
		]);
	});

	it('has headings with ids made of their words', async () => {
		const page = await features.open('/web/features/');
		const ids = await page
			.locator('#articleBody :is(h2, h3)')
			.evaluateAll((headings) => headings.map(({ id }) => id));
		expect(ids.slice(0, 3)).toEqual(['code', 'callouts-and-tables', 'figures']);
	});
});
