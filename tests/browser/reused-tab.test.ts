import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { setFontSize } from './reused-tab.ts';

const site = openSite(inject('single'));

/** What a test could leave to the next one. */
const leftovers = (page: Page) =>
	page.evaluate(async () => ({
		stored: [
			'left' in localStorage && 'localStorage',
			'left' in sessionStorage && 'sessionStorage',
			(await caches.has('left')) && 'caches',
			(await indexedDB.databases()).some(({ name }) => name === 'left') && 'indexedDB'
		].filter(Boolean),
		size: [innerWidth, innerHeight],
		isDark: matchMedia('(prefers-color-scheme: dark)').matches,
		fontSize: getComputedStyle(document.documentElement).fontSize,
		isNew: !('left' in window)
	}));

const none = {
	stored: [] as string[],
	size: [1280, 800],
	isDark: false,
	fontSize: '16px',
	isNew: true
};

async function leave(page: Page) {
	await page.setViewportSize({ width: 500, height: 500 });
	await page.emulateMedia({ colorScheme: 'dark' });
	await setFontSize(page, 32);
	await page.evaluate(async () => {
		localStorage.setItem('left', 'x');
		sessionStorage.setItem('left', 'x');
		await caches.open('left');
		await new Promise((opened) => (indexedDB.open('left').onsuccess = opened));
		Object.assign(window, { left: true });
	});
}

const sizeOf = ({ size, isDark, fontSize }: typeof none) => ({ size, isDark, fontSize });

// A second attempt would have a new tab.
describe('a tab that tests share', { retry: 0 }, () => {
	it('a test leaves much in its tab', async () => {
		const page = await site.open('/404.html');
		expect(await leftovers(page)).toEqual(none);
		await leave(page);
		await page.route('**/*.css', (route) => route.abort());
		expect(await leftovers(page)).toEqual({
			stored: ['localStorage', 'sessionStorage', 'caches', 'indexedDB'],
			size: [500, 500],
			isDark: true,
			fontSize: '32px',
			isNew: false
		});
	});

	it('the next test finds nothing of it', async () => {
		expect(await leftovers(await site.open('/404.html'))).toEqual(none);
	});

	it('a second page of a test shares nothing with the first', async () => {
		await leave(await site.open('/404.html'));
		expect(await leftovers(await site.open('/404.html'))).toEqual(none);
	});

	it('what cannot be undone ends the tab', async () => {
		const page = await site.open('/404.html');
		await page.addInitScript(() => Object.assign(window, { left: true }));
		await page.reload();
		expect(await leftovers(page)).toMatchObject({ isNew: false });
	});

	it('so the next test has another', async () => {
		expect(await leftovers(await site.open('/404.html'))).toEqual(none);
	});

	it('a page that stays has its state and the usual settings', async () => {
		await leave(await site.open('/404.html'));
	});

	it('in the test after it', async () => {
		const { size, isDark, fontSize, isNew } = await leftovers(await site.again('/404.html'));
		expect({ size, isDark, fontSize, isNew }).toEqual({ ...sizeOf(none), isNew: false });
	});
});
