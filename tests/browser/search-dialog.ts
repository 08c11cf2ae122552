import type { Page } from 'playwright-core';

export const article = '/backend/queue-0/';

export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
export const box = (page: Page) => dialog(page).getByRole('searchbox', { name: 'Search articles' });
export const results = (page: Page) =>
	dialog(page).getByRole('list', { name: 'Articles' }).getByRole('link');
export const says = (page: Page, text: string | RegExp) =>
	dialog(page).locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' });
/** Waits until the device's data is loaded. */
export const settled = (page: Page) =>
	page.getByRole('complementary', { name: 'Notifications' }).waitFor({ state: 'attached' });
export const focused = (page: Page) =>
	page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);

/** Holds back the index until it is released; counts the requests. */
export async function holdIndex(page: Page) {
	const held: (() => void)[] = [];
	const index = { asked: 0, release: () => held.splice(0).forEach((go) => go()) };
	await page.route(/\/index\.[^/]*\.json$/, async (route) => {
		index.asked++;
		await new Promise<void>((go) => held.push(go));
		await route.continue();
	});
	return index;
}
