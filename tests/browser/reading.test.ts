import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { articleReader } from './article-reader.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('features'));
const read = articleReader(site);

const contents = (page: Page) => page.getByRole('navigation', { name: 'On this page' });
const scrollTo = (page: Page, share: number) =>
	page.evaluate(
		(to) => window.scrollTo(0, to * (document.documentElement.scrollHeight - innerHeight)),
		share
	);

describe('“On this page”', () => {
	it('marks the current heading, and the last one at the end', async () => {
		// A window so high that the last heading never reaches the line.
		const page = await read('/web/long/', { viewport: { width: 1280, height: 1500 } });
		const current = contents(page).locator('[aria-current="location"]');
		expect(await current.count()).toBe(0);
		await page.locator('#section-two').evaluate((heading) => heading.scrollIntoView());
		await until(page, () =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Two')
		);
		await scrollTo(page, 1);
		await until(page, () =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Four')
		);
		expect(await current.count()).toBe(1);
	});

	it('follows a jump over many headings', async () => {
		const page = await read('/web/uneven/');
		const current = contents(page).locator('[aria-current="location"]');
		for (const section of [20, 3, 12]) {
			// Into the middle of the section, far from any heading.
			await page.evaluate((n) => {
				const top = (id: number) =>
					document.getElementById(`section-${id}`)!.getBoundingClientRect().top;
				scrollBy({ top: (top(n) + top(n + 1)) / 2, behavior: 'instant' });
			}, section);
			await expect.poll(() => current.allTextContents()).toEqual([`Section ${section}`]);
		}
	});
});

describe('progress', () => {
	it('starts with the reading time, ends at the end, and is not announced', async () => {
		const page = await read();
		const left = page.locator('.minutes-left');
		const minutes = await page
			.getByText(/^\d+ min$/)
			.first()
			.textContent();
		expect(await left.textContent()).toBe(`${minutes} left`);
		const scale = () =>
			page.locator('.reading-progress').evaluate((bar) => parseFloat(bar.style.scale));
		expect(await scale()).toBe(0);
		await scrollTo(page, 0.5);
		await until(page, () => document.querySelector('.reading .minutes-left'));
		expect(await scale()).toBeGreaterThan(0.3);
		expect(await scale()).toBeLessThan(0.7);
		await scrollTo(page, 1);
		await until(page, () => !document.querySelector('.minutes-left')!.textContent);
		expect(await scale()).toBe(1);
		for (const part of ['.minutes-left', '.reading-progress'])
			expect(await page.locator(part).getAttribute('aria-hidden')).toBe('true');
		expect(await page.getByRole('status').count()).toBe(0);
	});

	it('covers nothing at the end of the page', async () => {
		const page = await read('/web/long/', { viewport: { width: 360, height: 640 } });
		const button = page.locator('.contents-button');
		await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 3));
		await button.waitFor();
		await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
		await button.waitFor({ state: 'hidden' });
	});
});

describe('nothing moves', () => {
	it.each(
		[320, 768, 1280].flatMap((width) => [
			[width, '/web/features/'] as const,
			// The end of this article is visible from the start.
			[width, '/web/ledger-2/'] as const
		])
	)('when the deferred parts are mounted, at %i px, on %s', async (width, path) => {
		const page = await read(path, { viewport: { width, height: 1000 } });
		await page.getByRole('button', { name: 'Mark as read' }).waitFor();
		const shift = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries())
							sum += (entry as PerformanceEntry & { value: number }).value;
					}).observe({ type: 'layout-shift', buffered: true });
					setTimeout(() => done(sum), 200);
				})
		);
		expect(shift).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	});
});

describe('after navigation', () => {
	it('the next article has its own enhancements, and the previous ones are gone', async () => {
		const page = await read();
		await page.locator('nav[aria-label="More articles"]').getByRole('link').first().click();
		await until(page, () => !document.querySelector('h1')!.textContent!.includes('Long'));
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		expect(await page.locator('.reading-progress').count()).toBe(1);
		expect(await page.locator('.minutes-left').count()).toBe(1);
	});
});

describe('on paper', () => {
	it('an article has its text, code and links’ URLs, and no controls', async () => {
		const page = await read('/web/features/', { colorScheme: 'dark' });
		await page.emulateMedia({ media: 'print' });
		const style = (selector: string, property: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
		expect(await style('body', 'color')).toBe('rgb(0, 0, 0)');
		expect(await style('.code pre code', 'white-space-collapse')).toBe('preserve');
		for (const box of await page.locator('pre, .table').all())
			expect(await box.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
		for (const chrome of [
			'.app > header',
			'.app > footer',
			'nav',
			'.reading-progress',
			'.copy-code',
			'.enlarge',
			'.share'
		])
			for (const part of await page.locator(chrome).all())
				expect(await part.isVisible()).toBe(false);
	});

	it('each URL has one note, and a link that shows its URL has none', async () => {
		const page = await read();
		const notes = page.locator('.link-notes li');
		expect(await notes.first().isVisible()).toBe(false);
		await page.emulateMedia({ media: 'print' });
		expect(await notes.allTextContents()).toEqual(['https://example.org/a']);
		expect(await notes.first().isVisible()).toBe(true);
		expect(
			await page
				.getByRole('link', { name: /same/ })
				.evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content))
		).toEqual(['"\u2009[1]"', '"\u2009[1]"']);
	});
});
