import type { Locator } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { looks, violationsIn } from './audit.ts';
import { layoutFaults, reflow, reflows } from './layout.ts';
import { restedPages } from './open-rested.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('single'));
const article = '/backend/queues/';

/** As the test before left it, if that had the same path: most tests only look. */
const open = restedPages(site.again);

/** Middles of elements, from the left edge of the window. */
const middles = (...elements: Locator[]) =>
	Promise.all(
		elements.map(async (element) => {
			const { x, width } = (await element.boundingBox())!;
			return x + width / 2;
		})
	);

describe('a library in Arabic', () => {
	it.each(['/', '/backend/', '/tags/', '/saved/', '/404.html', article])(
		'is written from right to left at %s, and axe-core finds nothing',
		async (path) => {
			const page = await open(path);
			expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
			const [brand, navigation] = await middles(
				page.locator('header .brand'),
				page.getByRole('navigation', { name: 'Main' })
			);
			expect(brand).toBeGreaterThan(navigation!);
			expect(await violationsIn(page, looks)).toEqual([]);
		}
	);

	it.each([article, '/'])('has nothing cut, covered or beside the window at %s', async (path) => {
		const page = await open(path);
		for (const size of reflows) {
			await reflow(page, size);
			expect(await layoutFaults(page), size.name).toEqual([]);
		}
	});

	it('has its filters on the right of its list', async () => {
		const page = await open('/');
		const [box, card] = await middles(
			page.getByRole('searchbox'),
			page.getByRole('list', { name: 'Articles' }).getByRole('heading')
		);
		expect(box).toBeGreaterThan(card!);
		const [glass, input] = await middles(page.locator('.box svg'), page.locator('#search'));
		expect(glass).toBeGreaterThan(input!);
	});

	it('writes its English as English is written', async () => {
		const page = await open('/');
		/** Whether the letters of a text stand in a line in the order of the text. */
		const inOrder = (text: string) =>
			page.evaluate((wanted) => {
				const walker = document.createTreeWalker(
					document.querySelector('main')!,
					NodeFilter.SHOW_TEXT
				);
				const lefts: number[] = [];
				for (let node = walker.nextNode(); node; node = walker.nextNode()) {
					const at = node.textContent!.indexOf(wanted);
					if (at < 0 || !node.parentElement!.checkVisibility()) continue;
					for (const place of [at, at + wanted.length - 1]) {
						const letter = new Range();
						letter.setStart(node, place);
						letter.setEnd(node, place + 1);
						lefts.push(letter.getBoundingClientRect().left);
					}
					break;
				}
				return lefts.length === 2 && lefts[0]! < lefts[1]!;
			}, text);
		for (const text of [
			'2 min',
			'Explore 1 article in this library.',
			'1 article',
			'11–15 min',
			'21 min or more'
		])
			expect(await inOrder(text), text).toBe(true);
	});

	it('finds Arabic words', async () => {
		const page = await open('/');
		await page.getByRole('searchbox').fill('الرسائل');
		await page.locator('.passage mark', { hasText: 'الرسائل' }).first().waitFor();
	});
});

describe('an article in Arabic', () => {
	it('has its text on the right, its code on the left, and bars at the start of what they mark', async () => {
		const page = await open(article);
		/** Where the letters of an element are, in pixels from its left and right edges. */
		const letters = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((element) => {
					const words = new Range();
					words.selectNodeContents(element);
					const text = words.getBoundingClientRect();
					const box = element.parentElement!.getBoundingClientRect();
					return [text.left - box.left, box.right - text.right].map(Math.round);
				});
		const [left, right] = await letters('#articleBody h2');
		expect(right).toBe(0);
		expect(left).toBeGreaterThan(100);
		const code = page.locator('#articleBody pre code');
		expect(await code.evaluate((node) => getComputedStyle(node).direction)).toBe('ltr');
		const [codeLeft, codeRight] = await letters('#articleBody pre code > :not(.line)');
		expect(codeLeft).toBeLessThan(codeRight!);
		const borders = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((node) => {
					const { borderLeftWidth, borderRightWidth } = getComputedStyle(node);
					return [borderLeftWidth, borderRightWidth];
				});
		expect(await borders('#articleBody .callout')).toEqual(['0px', '3px']);
		expect(await borders('#articleBody .line')).toEqual(['3px', '0px']);
		expect(await borders('nav[aria-label="On this page"] ol')).toEqual(['0px', '1px']);
	});

	it('shows how far it is read from the right', async () => {
		const page = await open(article);
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 3));
		const edges = () =>
			page.locator('.reading-progress').evaluate((bar) => {
				const { left, right } = bar.getBoundingClientRect();
				return [left > 100, Math.round(innerWidth - right)];
			});
		await expect.poll(edges).toEqual([true, 0]);
	});

	it('marks where the reader is on the right of the contents', async () => {
		const page = await open(article);
		await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		const current = page.locator('nav [aria-current=location]');
		const bar = () => current.evaluate((link) => getComputedStyle(link).boxShadow);
		await expect.poll(bar).toContain('-2px 0px');
	});
});
