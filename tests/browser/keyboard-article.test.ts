import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { focusedName, idle, press, tabTo } from './keyboard.ts';
import { openSite } from './open-site.ts';

describe('by keyboard alone, an article', () => {
	const site = openSite(inject('features'));

	async function read(path: string, width = 1280): Promise<Page> {
		const page = await site.open(path, {
			viewport: { width, height: 800 },
			permissions: ['clipboard-read', 'clipboard-write']
		});
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await idle(page);
		return page;
	}

	it.each([320, 1280])(
		'has every control visible when it has the focus, at %i px',
		async (width) => {
			const page = await read('/web/features/', width);
			const names = await tabTo(page, 'Copy link');
			for (const name of ['Theme', 'Copy code in csharp', '1']) expect(names).toContain(name);
			for (let n = 0; n < 5; n++) await press(page, 'Shift+Tab');
		}
	);

	it('lets a reader copy code and open and close a note and a figure, and does not scroll', async () => {
		const page = await read('/web/features/');
		await tabTo(page, '1');
		await press(page, 'Enter');
		await page.getByRole('dialog', { name: 'Footnote 1' }).waitFor();
		await press(page, 'Escape');
		expect(await focusedName(page)).toBe('1');
		await tabTo(page, 'Copy code in csharp');
		await press(page, 'Enter');
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await focusedName(page)).toBe('Copy code in csharp');
		await tabTo(page, /^Enlarge: An order/);
		await press(page, 'Enter');
		await page.getByRole('dialog').waitFor();
		await press(page, 'Escape');
		expect(await focusedName(page)).toMatch(/^Enlarge: An order/);
	});

	it('continues from where its text was clicked', async () => {
		const page = await read('/web/long/');
		await page.getByRole('heading', { name: 'Section Three' }).scrollIntoViewIfNeeded();
		const before = await page.evaluate(() => scrollY);
		expect(before).toBeGreaterThan(300);
		await page.mouse.click(400, 400);
		await press(page, 'Tab');
		expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before - 200);
	});

	it('has no tab stop after its last control', async () => {
		const page = await read('/web/long/');
		await page.locator('.device-notices').waitFor({ state: 'attached' });
		await tabTo(page, 'Copy link');
		const stops: string[] = [];
		while (!stops.includes('BODY') && stops.length < 20) {
			await page.keyboard.press('Tab');
			stops.push(await page.evaluate(() => document.activeElement!.tagName));
		}
		expect(stops).toContain('BODY');
		expect(stops).not.toContain('ASIDE');
	});

	it('lets a reader change the theme', async () => {
		const page = await read('/web/long/');
		await tabTo(page, 'Theme');
		await press(page, 'd');
		expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
		expect(await focusedName(page)).toBe('Theme');
	});
});
