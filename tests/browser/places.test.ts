import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));
const uneven = '/web/uneven/';

const widths = [360, 1024, 1280];

/** Ids of an article's headings, in order. */
const headingsOf = (page: Page) =>
	page
		.locator('#articleBody :is(h2, h3, h4, h5, h6)[id]:not(.visually-hidden)')
		.evaluateAll((headings) => headings.map(({ id }) => id));

/** The scroll position once it no longer changes; runs in the page. */
const rest = () =>
	new Promise<void>((resting) => {
		let last: number;
		let frames = 0;
		const look = () => {
			const { top } = document.getElementById('articleBody')!.getBoundingClientRect();
			frames = top === last ? frames + 1 : 0;
			last = top;
			if (frames < 4) requestAnimationFrame(look);
			else resting();
		};
		look();
	});

/** Distance of a link's target from where it should be, in CSS px; 0 at the page's end. */
async function distance(page: Page, id: string): Promise<number> {
	await page.waitForFunction(() => document.readyState === 'complete');
	await page.evaluate(rest);
	return page.evaluate((heading) => {
		const root = document.documentElement;
		const element = document.getElementById(heading)!;
		const { top } = element.getBoundingClientRect();
		const wanted =
			parseFloat(getComputedStyle(root).scrollPaddingTop) +
			parseFloat(getComputedStyle(element).scrollMarginTop);
		const atEnd = scrollY + innerHeight >= root.scrollHeight - 1;
		const off = atEnd ? Math.min(0, top - wanted) : top - wanted;
		return Math.trunc(off) || 0;
	}, id);
}

/** The block at the upper edge of the window, and how much of it is above, in CSS px. */
const blockOnTop = (page: Page) =>
	page.evaluate(() => {
		const blocks = [...document.querySelectorAll('#articleBody > *')];
		const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
		return [index, Math.round(blocks[index]!.getBoundingClientRect().top)];
	});

const follow = (page: Page, id: string) =>
	page
		.locator(`nav[aria-label="On this page"] a[href="#${id}"]`)
		.evaluate((link: HTMLAnchorElement) => link.click());

describe.each(widths.map((width, turn) => [width, turn] as const))(
	'at %i px a link to a heading leads to it',
	(width, turn) => {
		const viewport = { width, height: 800 };

		it(
			'in each of our articles, with a click and, each at one of the widths, opened directly',
			{ timeout: 300_000 },
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
						if (n % widths.length === turn) {
							// With another address, so that the page is loaded and not only scrolled.
							await page.goto(own.url(`${article}?${n}#${id}`));
							const cold = await distance(page, id);
							if (cold) missed.push(`${article}#${id} opened: ${cold}`);
						}
						const far = ids[(n + Math.ceil(ids.length / 2)) % ids.length]!;
						await follow(page, far);
						const clicked = await distance(page, far);
						if (clicked) missed.push(`${article}#${far} after #${id}: ${clicked}`);
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
	}
);

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

describe('an article with blocks that are laid out later', () => {
	it('is laid out completely when the page is idle, so that measurements are exact', async () => {
		const page = await features.open(uneven);
		const guessed = () =>
			page
				.locator('#articleBody > *')
				.evaluateAll(
					(blocks) =>
						blocks.filter((block) => getComputedStyle(block).contentVisibility === 'auto').length
				);
		const height = () => page.evaluate(() => document.documentElement.scrollHeight);
		await expect.poll(guessed).toBe(0);
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
		const place = () => page.evaluate(rest).then(() => blockOnTop(page));
		const down = () =>
			page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight - 4000));
		await down();
		const there = await place();
		expect(there[0]).toBeGreaterThan(90);
		await leave(page);
		await page.waitForFunction(() => document.documentElement.dataset.ready === '');
		await expect.poll(place).toEqual(there);
	});
});
