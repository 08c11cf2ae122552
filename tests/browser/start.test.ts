import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite, titles } from './open-site.ts';
import { hydrated } from './until.ts';

const site = openSite(inject('fixture'));
const article = '/backend/queue-0/';

const scriptsOf = (page: Page) =>
	page.evaluate(() =>
		performance
			.getEntriesByType('resource')
			.map(({ name }) => name)
			.filter((name) => name.endsWith('.js'))
	);

/** Opens a page that is never idle before its app starts. */
function openWaiting(path: string, options = {}): Promise<Page> {
	return site.openUntouched(path, options, () => {
		const { requestIdleCallback, setTimeout } = window;
		window.requestIdleCallback = (work, settings) =>
			'ready' in document.documentElement.dataset ? requestIdleCallback(work, settings) : 0;
		window.setTimeout = ((work: () => void, delayMs?: number) =>
			delayMs === 4000 ? 0 : setTimeout(work, delayMs)) as typeof window.setTimeout;
	});
}

describe('a page that the reader does nothing with', () => {
	it.each([article, '/', '/backend/', '/tags/'])('%s loads no script', async (path) => {
		const page = await openWaiting(path);
		await page.waitForLoadState('networkidle');
		expect(await scriptsOf(page)).toEqual([]);
	});

	it('starts by itself once it has loaded, and opens the storage of the device later', async () => {
		const page = await site.openUntouched(article, {}, () => {
			const times = { loaded: 0, opened: 0 };
			Object.assign(window, { times });
			addEventListener('load', () => (times.loaded = performance.now()));
			const { open } = CacheStorage.prototype;
			CacheStorage.prototype.open = function (name) {
				times.opened ||= performance.now();
				return open.call(this, name);
			};
		});
		await hydrated(page);
		await page.getByRole('button', { name: 'Save for offline' }).waitFor();
		const { loaded, opened } = await page.evaluate(
			() => (window as never as { times: Record<'loaded' | 'opened', number> }).times
		);
		expect(opened - loaded).toBeGreaterThan(3900);
	});

	it.each(['/?q=router', '/#search', '/saved/'])(
		'starts at once at %s, which shows what its HTML does not have',
		async (path) => {
			await hydrated(await openWaiting(path));
		}
	);

	it('starts at once when it is loaded again, and shows what it showed', async () => {
		const page = await openWaiting('/');
		await page.mouse.move(5, 5, { steps: 3 });
		await hydrated(page);
		await page.getByRole('searchbox', { name: 'Search articles' }).focus();
		await page.reload();
		await hydrated(page);
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search');
	});

	it('starts at once in a tab that was opened from a search, whose matches it marks', async () => {
		const page = await site.open('/?q=router');
		await page.locator('mark').first().waitFor();
		const opened = page.context().waitForEvent('page');
		await page
			.getByRole('list', { name: 'Articles' })
			.getByRole('link')
			.first()
			.click({
				modifiers: ['ControlOrMeta']
			});
		const tab = await opened;
		await tab.getByRole('group', { name: 'Search matches' }).waitFor();
	});
});

describe('the first that a reader does', () => {
	it.each<[string, (page: Page) => Promise<void>]>([
		['moving the mouse', (page) => page.mouse.move(300, 300, { steps: 3 })],
		['scrolling', (page) => page.mouse.wheel(0, 100)],
		['a key', (page) => page.keyboard.press('Tab')]
	])('%s starts the app', async (_, act) => {
		const page = await openWaiting(article);
		await act(page);
		await hydrated(page);
		await page.getByRole('button', { name: 'Save for offline' }).waitFor();
	});

	it('a click on a filter counts, although it started the app', async () => {
		const page = await openWaiting('/');
		await page.getByRole('checkbox', { name: /^Advanced/ }).click({ noWaitAfter: true });
		await page.waitForURL(site.url('/?level=Advanced'));
		expect(await page.getByRole('checkbox', { name: /^Advanced/ }).isChecked()).toBe(true);
		await expect.poll(() => titles(page)).not.toHaveLength(0);
	});

	it('a tap on Filters opens them, although it started the app', async () => {
		const page = await openWaiting('/', {
			viewport: { width: 360, height: 740 },
			hasTouch: true
		});
		await page.getByRole('button', { name: 'Filters' }).tap();
		await page.getByRole('dialog', { name: 'Filters' }).waitFor();
	});

	it('a click on Search opens the search, although it started the app', async () => {
		const page = await openWaiting(article);
		await page.getByRole('link', { name: 'Search', exact: true }).click();
		await page.keyboard.type('router of part 20');
		await page
			.getByRole('dialog', { name: 'Search' })
			.getByRole('link', { name: 'The router of part 20' })
			.waitFor();
		expect(page.url()).toBe(site.url(article));
	});

	it('a click on a link leads to its page', async () => {
		const page = await openWaiting('/');
		const link = page
			.getByRole('list', { name: 'Articles' })
			.getByRole('heading')
			.getByRole('link');
		const title = await link.first().textContent();
		await link.first().click();
		await page.getByRole('heading', { level: 1, name: title! }).waitFor();
	});
});
