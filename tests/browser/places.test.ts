import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { distance, distances, distancesInFrames } from './scroll-place.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));
const uneven = '/web/uneven/';

const widths = [360, 1024, 1280];

const headings = '#articleBody :is(h2, h3, h4, h5, h6)[id]:not(.visually-hidden)';

/** Ids of an article's headings, in order. */
const headingsOf = (page: Page) =>
	page.locator(headings).evaluateAll((found) => found.map(({ id }) => id));

interface Place {
	/** The article's address. */
	article: string;
	/** Of a heading. */
	id: string;
	/** Of another, half an article away. */
	far: string;
}

/** Every heading of the articles that a list page links to. */
const placesIn = (page: Page): Promise<Place[]> =>
	page.evaluate(async (selector) => {
		// The policy for scripts lets nothing else parse a page.
		const load = (address: string) =>
			new Promise<Document>((loaded) => {
				const request = new XMLHttpRequest();
				request.responseType = 'document';
				request.onload = () => loaded(request.responseXML!);
				request.open('GET', address);
				request.send();
			});
		const places: Place[] = [];
		const cards = document.querySelectorAll<HTMLAnchorElement>('ul[aria-label=Articles] h2 a');
		for (const { href: article } of cards) {
			const ids = [...(await load(article)).querySelectorAll(selector)].map(({ id }) => id);
			for (const [n, id] of ids.entries())
				places.push({ article, id, far: ids[(n + Math.ceil(ids.length / 2)) % ids.length]! });
		}
		return places;
	}, headings);

/** The query makes the address another one, so that the article is loaded and not only scrolled. */
const visitOf = ({ article, id, far }: Place, query: number | string) => ({
	address: `${article}?${query}#${id}`,
	ids: [id, far]
});

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
			const places = await placesIn(page);
			expect(places.length).toBeGreaterThan(100);
			const missed: string[] = [];
			function check({ article, id, far }: Place, [cold, clicked]: number[] = [NaN]) {
				if (cold !== 0) missed.push(`${article}#${id} opened: ${cold}`);
				if (clicked !== 0) missed.push(`${article}#${far} from #${id}: ${clicked}`);
			}
			// Frames are as good as tabs; some places are opened in the tab too, so that it would be noticed if not.
			for (const [n, place] of places.entries()) {
				if (n % 100 !== 0) continue;
				const { address, ids } = visitOf(place, `tab-${n}`);
				await page.goto(address);
				check(place, await distances(page, ids));
			}
			await own.openFrames(page, 8);
			const found = await distancesInFrames(page, places.map(visitOf));
			for (const [n, place] of places.entries()) check(place, found[n]);
			expect(missed).toEqual([]);
		}
	);

	it('in an article with blocks that are laid out later', async () => {
		const page = await features.open(uneven, { viewport });
		const last = (await headingsOf(page)).slice(-4);
		const missed: string[] = [];
		for (const [n, id] of last.entries()) {
			// The page is still as it was opened, at the first one.
			if (n) await page.goto(features.url(`${uneven}?click-${n}`));
			await follow(page, id);
			const clicked = await distance(page, id);
			if (clicked) missed.push(`#${id} clicked: ${clicked}`);
			await page.goto(features.url(`${uneven}?${n}#${id}`));
			const cold = await distance(page, id);
			if (cold) missed.push(`#${id} opened: ${cold}`);
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
