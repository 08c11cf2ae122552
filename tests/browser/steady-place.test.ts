import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { distance, laidOut, rest } from './scroll-place.ts';
import { hydrated } from './until.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));
const uneven = '/web/uneven/';

/** The block at the upper edge of the window, and how much of it is above, in CSS px. */
const blockOnTop = (page: Page) =>
	page.evaluate(() => {
		const blocks = [...document.querySelectorAll('#articleBody > *')];
		const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
		return [index, Math.round(blocks[index]!.getBoundingClientRect().top)];
	});

describe('an article with blocks that are laid out later', () => {
	it('is laid out completely when the page is idle, so that measurements are exact', async () => {
		const page = await features.open(uneven);
		const height = () => page.evaluate(() => document.documentElement.scrollHeight);
		await laidOut(page);
		const rested = await height();
		await page.goto(features.url(`${uneven}?whole#section-25`));
		expect(await height()).toBe(rested);
	});
});

describe('the text that is read stays in place', () => {
	it.each([360, 1280])('when a block above it grows, at %i px', async (width) => {
		const page = await features.open('/web/uneven/#section-4', {
			viewport: { width, height: 800 }
		});
		expect(await distance(page, 'section-4')).toBe(0);
		await page.evaluate(() => {
			document.querySelector<HTMLElement>('#articleBody > :nth-child(5)')!.style.height = '900px';
		});
		expect(await distance(page, 'section-4')).toBe(0);
	});

	it.each([
		['a reload', (page: Page) => page.reload()],
		[
			'Back from another page of the site',
			async (page: Page) => {
				// Without scrolling to the header for it.
				await page
					.getByRole('link', { name: 'Tags', exact: true })
					.evaluate((link: HTMLAnchorElement) => link.click());
				await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
				await page.goBack();
				await page.getByRole('article').waitFor();
			}
		]
	])('after %s, in our longest article', async (_name, leave) => {
		const page = await own.open('/backend/rich-domain-models-aggregates/');
		const place = () => rest(page).then(() => blockOnTop(page));
		const down = () =>
			page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight - 4000));
		await down();
		const there = await place();
		expect(there[0]).toBeGreaterThan(90);
		await leave(page);
		await hydrated(page);
		await expect.poll(place).toEqual(there);
	});
});
