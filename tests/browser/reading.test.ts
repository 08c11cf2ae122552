import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));

/** Opens an article and waits for what comes when the page is idle. */
async function read(path = '/web/long/', options = {}): Promise<Page> {
	const page = await site.open(path, options);
	await page.locator('.reading-progress').waitFor({ state: 'attached' });
	return page;
}

const contents = (page: Page) => page.getByRole('navigation', { name: 'On this page' });
const scrollTo = (page: Page, share: number) =>
	page.evaluate(
		(to) => window.scrollTo(0, to * (document.documentElement.scrollHeight - innerHeight)),
		share
	);

describe('“On this page”', () => {
	it('marks the heading that is read, and the last at the end', async () => {
		const page = await read();
		const current = contents(page).locator('[aria-current="location"]');
		expect(await current.count()).toBe(0);
		await page.locator('#section-two').evaluate((heading) => heading.scrollIntoView());
		await page.waitForFunction(() =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Two')
		);
		await scrollTo(page, 1);
		await page.waitForFunction(() =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Four')
		);
		expect(await current.count()).toBe(1);
	});
});

describe('progress', () => {
	it('begins with the reading time, ends at the end, and is not announced', async () => {
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
		await page.waitForFunction(() => document.querySelector('.minutes-left')!.matches('.begun'));
		expect(await scale()).toBeGreaterThan(0.3);
		expect(await scale()).toBeLessThan(0.7);
		await scrollTo(page, 1);
		await page.waitForFunction(() => !document.querySelector('.minutes-left')!.textContent);
		expect(await scale()).toBe(1);
		for (const part of ['.minutes-left', '.reading-progress'])
			expect(await page.locator(part).getAttribute('aria-hidden')).toBe('true');
		expect(await page.getByRole('status').count()).toBe(0);
	});
});

describe('code', () => {
	it('is copied by a button, which says so politely', async () => {
		const page = await read('/web/features/', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
			/^\/\/ Copies nothing[^\n]*\npublic Task<List<Order>> HandleAsync\([^\n]*\);$/
		);
	});

	it('is selected where the clipboard is not to be had', async () => {
		const page = await read('/web/features/');
		await page.evaluate(() => {
			navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code selected' }).waitFor();
		expect(await page.evaluate(() => String(getSelection()))).toContain('Copies nothing');
	});

	it('keeps the article’s text its own', async () => {
		const bare = await site.open('/web/features/', { javaScriptEnabled: false });
		const page = await read('/web/features/');
		const text = (of: Page) => of.locator('#articleBody').evaluate((body) => body.textContent);
		expect(await text(page)).toBe(await text(bare));
	});
});

describe('a footnote', () => {
	it('opens beside its mark; Escape closes it and gives the focus back', async () => {
		const page = await read();
		const mark = page.locator('#articleBody').getByRole('link', { name: '1', exact: true });
		await mark.focus();
		await page.keyboard.press('Enter');
		const note = page.getByRole('dialog', { name: 'Footnote 1' });
		expect(await note.textContent()).toContain('The first note, with code.');
		expect(await note.evaluate((node) => node.contains(document.activeElement))).toBe(true);
		expect(await mark.getAttribute('aria-expanded')).toBe('true');
		expect(new URL(page.url()).hash).toBe('');
		await page.keyboard.press('Escape');
		await note.waitFor({ state: 'hidden' });
		expect(await mark.evaluate((node) => node === document.activeElement)).toBe(true);
		expect(await mark.getAttribute('aria-expanded')).toBe('false');
	});

	it('is closed by a second press of its mark and by its button, and stays in the window', async () => {
		const page = await read('/web/long/', { viewport: { width: 320, height: 640 } });
		const note = page.getByRole('dialog');
		const mark = page.getByRole('link', { name: '2', exact: true });
		await mark.click();
		const box = (await note.boundingBox())!;
		expect(box.x).toBeGreaterThanOrEqual(0);
		expect(box.x + box.width).toBeLessThanOrEqual(320);
		expect(box.y + box.height).toBeLessThanOrEqual(640);
		await mark.click();
		await note.waitFor({ state: 'hidden' });
		await mark.click();
		await note.getByRole('button', { name: 'Close' }).click();
		await note.waitFor({ state: 'hidden' });
	});
});

describe('a diagram', () => {
	it('opens large, and gives the focus back when it is closed', async () => {
		const page = await read('/web/features/');
		const button = page.getByRole('button', { name: 'Enlarge: An order is committed' });
		const small = (await page.locator('figure.diagram svg').boundingBox())!;
		await button.focus();
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: /An order is committed/ });
		const large = (await dialog.getByRole('img').boundingBox())!;
		expect(large.width * large.height).toBeGreaterThan(2 * small.width * small.height);
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
	});

	it('of which the image is tiny has nothing to enlarge', async () => {
		const page = await read('/web/features/');
		expect(await page.getByRole('button', { name: /Enlarge: A picture/ }).count()).toBe(0);
	});
});

describe('an article’s end', () => {
	it('copies the link', async () => {
		const page = await read('/web/long/', { permissions: ['clipboard-read', 'clipboard-write'] });
		await page.getByRole('button', { name: 'Copy link' }).click();
		await page.getByRole('button', { name: 'Link copied' }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
	});
});

describe('nothing moves', () => {
	it.each([320, 768, 1280])('when all of it comes, at %i px', async (width) => {
		const page = await read('/web/features/', { viewport: { width, height: 800 } });
		await page.waitForTimeout(300);
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
	it('the next article has its own, and the last one’s is gone', async () => {
		const page = await read();
		await page.locator('nav[aria-label="More articles"]').getByRole('link').first().click();
		await page.waitForFunction(() => !document.querySelector('h1')!.textContent!.includes('Long'));
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		expect(await page.locator('.reading-progress').count()).toBe(1);
		expect(await page.locator('.minutes-left').count()).toBe(1);
	});
});
