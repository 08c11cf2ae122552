import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { article, box, holdIndex, results } from './search-dialog.ts';
import { until } from './until.ts';

const site = openSite(inject('fixture'));

describe('Ctrl+K', () => {
	it.each([article, '/tags/', '/saved/', '/404.html'])(
		'opens a focused search box at %s',
		async (path) => {
			const page = await site.open(path);
			const index = await holdIndex(page);
			await page.waitForTimeout(300);
			expect(index.asked).toBe(0);
			await page.keyboard.press('Control+k');
			expect(await box(page).evaluate((node) => node === document.activeElement)).toBe(true);
			await page.keyboard.type('route');
			await expect.poll(() => index.asked).toBe(1);
			await page.keyboard.type('r 20');
			index.release();
			await results(page).first().waitFor();
			expect(await box(page).inputValue()).toBe('router 20');
			expect(await results(page).first().textContent()).toContain('The router of part 20');
		}
	);

	it('is matched by position on layouts without Latin letters, and nothing else is', async () => {
		const page = await site.open(article);
		await page.getByRole('combobox', { name: 'Theme' }).focus();
		const opens = (init: Omit<KeyboardEventInit, 'view'>) =>
			page.evaluate((keys) => {
				const event = new KeyboardEvent('keydown', {
					bubbles: true,
					cancelable: true,
					code: 'KeyK',
					ctrlKey: true,
					...keys
				});
				document.activeElement!.dispatchEvent(event);
				const dialog = document.querySelector<HTMLDialogElement>('.search-dialog');
				dialog?.close();
				return event.defaultPrevented && dialog !== null;
			}, init);
		for (const taken of [
			{ key: 'k' },
			{ key: 'K' },
			{ key: 'K', shiftKey: true },
			{ key: 'k', ctrlKey: false, metaKey: true },
			{ key: 'л' },
			{ key: 'κ' },
			{ key: 'k', code: 'KeyV' }
		]) {
			expect(await opens(taken), JSON.stringify(taken)).toBe(true);
			await until(page, () => !document.querySelector('.search-dialog'));
		}
		for (const left of [
			{ key: 'k', ctrlKey: false },
			{ key: 't' },
			{ key: 'k', altKey: true },
			{ key: 'ĸ', modifierAltGraph: true },
			{ key: 'k', isComposing: true },
			{ key: 'Process', keyCode: 229 }
		])
			expect(await opens(left), JSON.stringify(left)).toBe(false);
	});

	it.each([
		['MacIntel', '⌘K'],
		['Linux x86_64', 'Ctrl K']
	])('is shown on %s as %s in a list’s search box', async (platform, name) => {
		const page = await site.open('/tags/');
		await page.addInitScript((value) => {
			Object.defineProperty(navigator, 'platform', { value });
		}, platform);
		await page.goto(site.url('/web/'));
		await page.locator('kbd', { hasText: name }).waitFor();
	});

	it('focuses the box of a list, without a dialog', async () => {
		const page = await site.open('/web/');
		await page.keyboard.press('Control+k');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
		expect(await page.locator('dialog[open]').count()).toBe(0);
	});

	it('returns to the box if the dialog is already open', async () => {
		const page = await site.open(article);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router');
		await results(page).first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Control+k');
		await page.keyboard.type('cursor');
		await until(
			page,
			() => document.querySelector<HTMLInputElement>('dialog input')?.value === 'cursor'
		);
		expect(await page.locator('dialog[open]').count()).toBe(1);
	});
});
