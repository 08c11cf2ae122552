import { describe, expect, inject, it } from 'vitest';
import { extremes, violationsIn } from './audit.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const articles = ['/reference/all-markdown/', '/reference/all-svx/'];

describe('an article with all of Markdown', () => {
	it.each(articles)('%s: axe-core finds nothing', async (path) => {
		const page = await site.open(path);
		await rested(page);
		expect(await violationsIn(page, extremes)).toEqual([]);
	});

	it('is the same as .md and as .svx', async () => {
		const bodies: string[] = [];
		for (const path of articles) {
			const page = await site.open(path, { javaScriptEnabled: false });
			const html = await page.locator('#articleBody').innerHTML();
			bodies.push(
				html
					.replace(/<!--[\s\S]*?-->/g, '')
					.replaceAll(path, '/')
					.trim()
			);
		}
		expect(bodies[1]).toBe(bodies[0]);
	});

	it.each(articles)('%s: never scrolls sideways on a phone', async (path) => {
		const page = await site.open(path);
		await page.setViewportSize({ width: 320, height: 800 });
		await rested(page);
		const { width, window } = await page.evaluate(() => ({
			width: document.documentElement.scrollWidth,
			window: document.documentElement.clientWidth
		}));
		expect(width).toBe(window);
	});

	it('has no duplicate ids', async () => {
		const page = await site.open(articles[0]!);
		await rested(page);
		const ids = await page.evaluate(() =>
			[...document.querySelectorAll('[id]')].map(({ id }) => id)
		);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	});

	it.each(['light', 'dark'] as const)(
		'shows the images for the %s theme only',
		async (colorScheme) => {
			const page = await site.open(articles[0]!);
			await page.emulateMedia({ colorScheme });
			const shown = await page
				.locator('.only-light, .only-dark')
				.evaluateAll((images) =>
					images.filter((image) => image.checkVisibility()).map(({ className }) => className)
				);
			expect(new Set(shown)).toEqual(new Set([`only-${colorScheme}`]));
			expect(shown).toHaveLength(3);
		}
	);
});
