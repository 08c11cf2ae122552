import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { distance, distances } from './scroll-place.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));
const uneven = '/web/uneven/';

const widths = [360, 1024, 1280];

/** Ids of an article's headings, in order. */
const headingsOf = (page: Page) =>
	page
		.locator('#articleBody :is(h2, h3, h4, h5, h6)[id]:not(.visually-hidden)')
		.evaluateAll((headings) => headings.map(({ id }) => id));

const follow = (page: Page, id: string) =>
	page
		.locator(`nav[aria-label="On this page"] a[href="#${id}"]`)
		.evaluate((link: HTMLAnchorElement) => link.click());

describe.each(widths)('at %i px a link to a heading leads to it', (width) => {
	const viewport = { width, height: 800 };

	it(
		'in each of our articles, opened directly and with a click',
		{ timeout: 600_000 },
		async () => {
			const page = await own.open('/', { viewport });
			const articles = await page
				.getByRole('list', { name: 'Articles' })
				.getByRole('heading')
				.getByRole('link')
				.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
			const missed: string[] = [];
			async function visit(page: Page, article: string) {
				await page.goto(own.url(article));
				const ids = await headingsOf(page);
				for (const [n, id] of ids.entries()) {
					// Another page first, so that this one is loaded and not only scrolled.
					await page.goto(own.url(`${article}?${n}#${id}`));
					const far = ids[(n + Math.ceil(ids.length / 2)) % ids.length]!;
					const [cold, clicked] = await distances(page, [id, far]);
					if (cold) missed.push(`${article}#${id} opened: ${cold}`);
					if (clicked) missed.push(`${article}#${far} from #${id}: ${clicked}`);
				}
			}
			const queue = [...articles];
			async function visitNext(page: Page) {
				for (let next = queue.pop(); next; next = queue.pop()) await visit(page, next);
			}
			// Two pages at a time: each mostly waits for frames.
			await Promise.all([visitNext(page), visitNext(await own.open('/', { viewport }))]);
			expect(missed).toEqual([]);
		}
	);

	it('in an article with blocks that are laid out later', async () => {
		const page = await features.open(uneven, { viewport });
		const last = (await headingsOf(page)).slice(-4);
		const missed: string[] = [];
		for (const [n, id] of last.entries()) {
			await page.goto(features.url(`${uneven}?${n}#${id}`));
			const cold = await distance(page, id);
			if (cold) missed.push(`#${id} opened: ${cold}`);
			await page.goto(features.url(`${uneven}?click-${n}`));
			await follow(page, id);
			const clicked = await distance(page, id);
			if (clicked) missed.push(`#${id} clicked: ${clicked}`);
		}
		expect(missed).toEqual([]);
	});
});

describe('a heading that a link led to', () => {
	it.each(['light', 'dark'] as const)(
		'has not moved and has a mark with a contrast of three to one, %s',
		async (colorScheme) => {
			const page = await features.open('/web/features/', { colorScheme });
			const heading = page.locator('#figures');
			const left = () =>
				heading.evaluate((element) => {
					const words = new Range();
					words.selectNodeContents(element);
					return words.getBoundingClientRect().left;
				});
			const before = await left();
			await follow(page, 'figures');
			await expect.poll(() => heading.evaluate((element) => element.matches(':target'))).toBe(true);
			expect(await left()).toBe(before);
			const contrast = await heading.evaluate((element) => {
				const luminance = (color: string) => {
					const [r, g, b] = color.match(/[\d.]+/g)!.map((part) => {
						const share = Number(part) / 255;
						return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
					});
					return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
				};
				const shadows = getComputedStyle(element).boxShadow.match(/rgb\([^)]*\)/g)!;
				const paper = getComputedStyle(document.documentElement).backgroundColor;
				const [a, b] = [luminance(shadows.at(-1)!), luminance(paper)];
				return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			});
			expect(contrast).toBeGreaterThan(3);
		}
	);
});
