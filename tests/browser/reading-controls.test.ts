import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { articleReader } from './article-reader.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const read = articleReader(site);

/** Stops the clock, until the test advances it. */
async function stopClock(page: Page) {
	await page.clock.install();
	await page.clock.pauseAt(Date.now() + 60_000);
}

describe('code', () => {
	it('is copied with a button, which announces that politely', async () => {
		const page = await read('/web/features/', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
			/^\/\/ Copies nothing[^\n]*\npublic Task<List<Order>> HandleAsync\([^\n]*\);$/
		);
	});

	it('is selected if the clipboard is not available', async () => {
		const page = await read('/web/features/');
		await page.evaluate(() => {
			navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code selected' }).waitFor();
		expect(await page.evaluate(() => String(getSelection()))).toContain('Copies nothing');
	});

	it('copied twice quickly, restores the button’s label after a while', async () => {
		const page = await read('/web/features/', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		const button = page.getByRole('button', { name: 'Copy code in csharp' });
		const label = () => button.getAttribute('data-label');
		await stopClock(page);
		for (let times = 0; times < 2; times++) {
			await button.click();
			await expect.poll(label).toBe('Copied');
			await page.clock.runFor(1000);
		}
		await page.clock.runFor(10_000);
		expect(await label()).toBe('Copy');
		expect(await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).count()).toBe(0);
	});

	it('adds nothing to the article’s text', async () => {
		const bare = await site.open('/web/features/', { javaScriptEnabled: false });
		const page = await read('/web/features/');
		const text = (of: Page) => of.locator('#articleBody').evaluate((body) => body.textContent);
		expect(await text(page)).toBe(await text(bare));
	});
});

describe('a footnote', () => {
	it('opens beside its mark; Escape closes it and returns the focus', async () => {
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

	it('is closed by a second click on its mark and by its button, and stays in the window', async () => {
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

describe('an open footnote', () => {
	it('stays in the window when that is narrowed', async () => {
		const page = await read('/web/long/');
		const note = page.getByRole('dialog');
		const mark = page.getByRole('link', { name: '2', exact: true });
		await mark.click();
		await note.waitFor();
		await page.setViewportSize({ width: 360, height: 640 });
		await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		const [under, over] = [(await note.boundingBox())!, (await mark.boundingBox())!];
		expect(
			Math.min(Math.abs(under.y - over.y - over.height), Math.abs(over.y - under.y - under.height))
		).toBeLessThan(40);
	});
});

describe('a diagram', () => {
	it('can be enlarged, and returns the focus when it is closed', async () => {
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

	it('is scrolled to its middle in a narrow window, and not scaled down', async () => {
		const page = await read('/web/features/', { viewport: { width: 200, height: 640 } });
		const drawn = Number(await page.locator('figure.diagram svg').getAttribute('width'));
		await page.getByRole('button', { name: /^Enlarge: An order/ }).focus();
		await page.keyboard.press('Enter');
		const box = (await page.getByRole('dialog').getByRole('img').boundingBox())!;
		expect(box.width).toBeGreaterThanOrEqual(Math.floor(Math.min(drawn, 300)));
		expect(box.x + box.width / 2).toBeGreaterThan(90);
		expect(box.x + box.width / 2).toBeLessThan(110);
	});

	it('cannot be enlarged if it is a tiny image', async () => {
		const page = await read('/web/features/');
		expect(await page.getByRole('button', { name: /Enlarge: A picture/ }).count()).toBe(0);
	});
});

describe('an article’s end', () => {
	it('copies the link', async () => {
		const page = await read('/web/long/', { permissions: ['clipboard-read', 'clipboard-write'] });
		const button = page.locator('.end .share');
		await stopClock(page);
		await page.locator('.end').getByRole('button', { name: 'Copy link' }).click();
		await page.getByRole('button', { name: 'Link copied' }).click();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
		await page.clock.runFor(10_000);
		expect(await button.getAttribute('aria-label')).toBe('Copy link');
	});
});
