import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { bothColors, violationsIn } from './audit.ts';
import { focusedName, press, tabTo } from './keyboard.ts';
import { layoutFaults, reflow, reflows } from './layout.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

const site = openSite(inject('features'));
const narrow = { width: 360, height: 740 };
const path = '/web/uneven/';

async function open(viewport = narrow, options = {}): Promise<Page> {
	const page = await site.open(path, { viewport, ...options });
	await rested(page);
	return page;
}

const contents = (page: Page) => page.getByRole('navigation', { name: 'On this page' });
const list = (page: Page) => contents(page).getByRole('list');
/** The button before the text, and the one that stays in the window. */
const before = (page: Page) => contents(page).locator('button').first();
const beside = (page: Page) => contents(page).locator('button').nth(1);

const toSection = (page: Page, n: number) =>
	page.evaluate(
		(id) => document.getElementById(id)!.scrollIntoView({ behavior: 'instant' }),
		`section-${n}`
	);
const topOf = (page: Page, id: string) =>
	page.evaluate((heading) => document.getElementById(heading)!.getBoundingClientRect().top, id);

describe('without space beside the text', () => {
	it.each([360, 768, 1023])('“On this page” is one line above it, at %i px', async (width) => {
		const page = await open({ width, height: 740 });
		expect((await contents(page).boundingBox())!.height).toBeLessThanOrEqual(44);
		expect(await list(page).count()).toBe(0);
		expect(await beside(page).isVisible()).toBe(false);
	});

	it.each([
		['with', {}],
		['without', { javaScriptEnabled: false }]
	])('it opens its list, %s scripts, and leads to a heading', async (_which, options) => {
		const page = await site.open(path, { viewport: narrow, ...options });
		await before(page).click();
		await list(page).getByRole('link', { name: 'Section 20', exact: true }).click();
		await expect.poll(() => topOf(page, 'section-20')).toBeLessThan(200);
		expect(await topOf(page, 'section-20')).toBeGreaterThan(0);
	});

	it('a button with the same list stays in the window, with the current heading visible', async () => {
		const page = await open();
		await toSection(page, 22);
		await beside(page).click();
		const current = list(page).getByRole('link', { name: 'Section 22', exact: true });
		await expect.poll(() => current.getAttribute('aria-current')).toBe('location');
		const boxes = async () => [(await list(page).boundingBox())!, (await current.boundingBox())!];
		// The list is scrolled once it is open.
		await expect
			.poll(async () => {
				const [{ y: top, height }, inner] = (await boxes()) as [Box, Box];
				return inner.y > top && inner.y + inner.height < top + height;
			})
			.toBe(true);
		const [outer] = (await boxes()) as [Box];
		expect(outer.x).toBeGreaterThanOrEqual(0);
		expect(outer.x + outer.width).toBeLessThanOrEqual(narrow.width);
		expect(outer.y).toBeGreaterThan(narrow.height / 4);
		await beside(page).click();
		await expect.poll(() => list(page).count()).toBe(0);
	});

	it('following a link closes the list, and the keyboard continues at the heading', async () => {
		const page = await open();
		await toSection(page, 3);
		await beside(page).focus();
		await press(page, 'Enter');
		await tabTo(page, 'Section 7');
		await page.keyboard.press('Enter');
		await expect.poll(() => list(page).count()).toBe(0);
		await expect.poll(() => topOf(page, 'section-7')).toBeLessThan(200);
		await page.keyboard.press('Tab');
		expect(await focusedName(page)).toBe('Section 7');
	});

	it('Escape closes the list and returns the focus', async () => {
		const page = await open();
		await toSection(page, 3);
		await beside(page).focus();
		await page.keyboard.press('Enter');
		await list(page).waitFor();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Escape');
		await expect.poll(() => list(page).count()).toBe(0);
		expect(await beside(page).evaluate((button) => button === document.activeElement)).toBe(true);
	});

	it('the list fits into any window, with text of any size, and axe-core finds nothing', async () => {
		const page = await site.open('/web/long/', { viewport: narrow });
		await rested(page);
		for (const size of reflows.filter(({ width }) => width === 320)) {
			await reflow(page, size);
			await page.locator('#section-two').evaluate((heading) => heading.scrollIntoView());
			await beside(page).click();
			await list(page).waitFor();
			expect(await layoutFaults(page), size.name).toEqual([]);
			expect(await violationsIn(page, bothColors(320))).toEqual([]);
			await page.keyboard.press('Escape');
		}
	});

	it('touch targets are 44 px', async () => {
		const page = await open(narrow, { hasTouch: true, isMobile: true });
		const least = async (target: ReturnType<typeof before>) =>
			Math.min(...Object.values((await target.boundingBox())!).slice(2));
		expect(await least(before(page))).toBeGreaterThanOrEqual(44);
		await toSection(page, 3);
		expect(await least(beside(page))).toBeGreaterThanOrEqual(44);
		await beside(page).click();
		expect(await least(list(page).getByRole('link').first())).toBeGreaterThanOrEqual(44);
	});
});

describe('with space beside the text', () => {
	it('“On this page” is a list, without buttons', async () => {
		const page = await open({ width: 1024, height: 800 });
		expect(await list(page).getByRole('link').count()).toBe(26);
		expect(await contents(page).getByRole('button').count()).toBe(0);
	});

	it('a list that was open over the text returns to its place', async () => {
		const page = await open();
		await before(page).click();
		await list(page).waitFor();
		await page.setViewportSize({ width: 1280, height: 800 });
		await expect
			.poll(() => list(page).evaluate((element) => element.matches(':popover-open')))
			.toBe(false);
		expect((await list(page).boundingBox())!.x).toBeGreaterThan(900);
	});
});
