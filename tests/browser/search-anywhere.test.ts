import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const site = openSite(inject('fixture'));
const article = '/backend/queue-0/';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const box = (page: Page) => dialog(page).getByRole('searchbox', { name: 'Search articles' });
const results = (page: Page) =>
	dialog(page).getByRole('list', { name: 'Articles' }).getByRole('link');
const says = (page: Page, text: string | RegExp) =>
	dialog(page).locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' });
/** Waits until the device's data is loaded. */
const settled = (page: Page) =>
	page.getByRole('complementary', { name: 'Notifications' }).waitFor({ state: 'attached' });
const focused = (page: Page) =>
	page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);

/** Holds back the index until it is released; counts the requests. */
async function holdIndex(page: Page) {
	const held: (() => void)[] = [];
	const index = { asked: 0, release: () => held.splice(0).forEach((go) => go()) };
	await page.route(/\/index\.[^/]*\.json$/, async (route) => {
		index.asked++;
		await new Promise<void>((go) => held.push(go));
		await route.continue();
	});
	return index;
}

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
			await page.waitForFunction(() => !document.querySelector('.search-dialog'));
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
		await page.waitForFunction(
			() => document.querySelector<HTMLInputElement>('dialog input')?.value === 'cursor'
		);
		expect(await page.locator('dialog[open]').count()).toBe(1);
	});
});

describe('the dialog', () => {
	it('shows at most eight titles with marks, and links to all of them', async () => {
		const page = await site.open(article);
		await page.getByRole('link', { name: 'Search', exact: true }).click();
		await box(page).fill('broker');
		await results(page).first().waitFor();
		expect(await results(page).count()).toBe(8);
		expect(await results(page).first().locator('mark').allTextContents()).toEqual(['broker']);
		expect(await results(page).first().textContent()).toMatch(
			/(Beginner|Intermediate|Advanced)\s+\d+ min/
		);
		await says(page, /^\d+ articles$/);
		const all = dialog(page).getByRole('link', { name: /^All \d+ results$/ });
		const count = /\d+/.exec((await all.textContent())!)![0];
		await says(page, `${count} articles`);
		await all.click();
		await page.waitForURL(site.url('/?q=broker'));
		expect(await page.locator('dialog[open]').count()).toBe(0);
		await page
			.getByRole('status')
			.filter({ hasText: `${count} of 150 articles` })
			.waitFor();
	});

	it('ends above the keyboard of a phone', async () => {
		const page = await site.open('/', {
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true
		});
		// On iOS the keyboard covers the window instead of shrinking it.
		await page.addInitScript(() => {
			const seen = Object.assign(new EventTarget(), { height: innerHeight, scale: 1 });
			Object.defineProperty(window, 'visualViewport', { value: seen });
		});
		await page.goto(site.url(article));
		await page.getByRole('link', { name: 'Search', exact: true }).tap();
		await box(page).fill('broker');
		await results(page).first().waitFor();
		expect((await dialog(page).boundingBox())!.height).toBeGreaterThan(360);
		await page.evaluate(() => {
			Object.assign(visualViewport!, { height: 360 });
			visualViewport!.dispatchEvent(new Event('resize'));
		});
		await expect
			.poll(async () => (await dialog(page).boundingBox())!.height)
			.toBeLessThanOrEqual(360);
		await results(page).last().scrollIntoViewIfNeeded();
		const { y, height } = (await results(page).last().boundingBox())!;
		expect(y + height).toBeLessThanOrEqual(360);
	});

	it('works with the keyboard alone', async () => {
		const page = await site.open(article);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('ledger');
		await results(page).nth(1).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		expect(await focused(page)).toBe(await results(page).nth(1).textContent());
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('ArrowUp');
		expect(await focused(page)).toBe('INPUT');
		await page.keyboard.press('Enter');
		await page.waitForURL(site.url('/?q=ledger'));
		await page.getByRole('status').filter({ hasText: 'of 150 articles' }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'The queue of part 0' }).waitFor();
	});

	it('closes on Escape, with and without text, and returns the focus', async () => {
		const page = await site.open(article);
		const tags = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' });
		await tags.focus();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router');
		await results(page).first().waitFor();
		await page.keyboard.press('Escape');
		await page.waitForFunction(() => !document.querySelector('dialog[open]'));
		expect(await tags.evaluate((link) => link === document.activeElement)).toBe(true);
		await page.keyboard.press('Control+k');
		expect(await box(page).inputValue()).toBe('');
	});

	it('never shows the results of an older text', async () => {
		const page = await site.open(article);
		const index = await holdIndex(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('cache');
		await expect.poll(() => index.asked).toBe(1);
		await says(page, 'Searching…');
		await box(page).fill('parser');
		index.release();
		await results(page).first().waitFor();
		for (const title of await results(page).allTextContents()) expect(title).toContain('parser');
		await box(page).fill('xylophone');
		await says(page, 'No articles match');
		expect(await results(page).count()).toBe(0);
	});

	it('says that the index failed, and searches titles and descriptions', async () => {
		site.expectErrors(/Failed to load resource/);
		const page = await site.open(article);
		await page.route(/\/index\.[^/]*\.json$/, (route) => route.abort());
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router of part 20');
		await says(page, /Full-text search is unavailable.*1 article$/);
		expect(await results(page).allTextContents()).toEqual([
			expect.stringContaining('The router of part 20')
		]);
	});

	it('hands the text to the library if its code cannot be fetched', async () => {
		site.expectErrors(/Failed to load resource|Service Worker|installing/);
		const page = await site.open('/tags/', { serviceWorkers: 'block' });
		await page.route('**/chunks/*.js', async (route) => {
			const response = await route.fetch();
			if ((await response.text()).includes('quick-results')) await route.abort();
			else await route.fulfill({ response });
		});
		await page.goto(site.url(article));
		await page.waitForFunction(() => document.documentElement.dataset.ready === '');
		await page.keyboard.press('Control+k');
		await page.keyboard.type('router of part 20', { delay: 20 });
		await page.waitForURL(site.url('/?q=router+of+part+20#search'));
		await page.unrouteAll({ behavior: 'ignoreErrors' });
	});

	it('keeps recent searches on this device until they are cleared', async () => {
		const page = await site.open(article);
		await settled(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('broker');
		await results(page).first().waitFor();
		await page.keyboard.press('Enter');
		await page.waitForURL(site.url('/?q=broker'));
		await page.goto(site.url(article));
		await settled(page);
		await page.keyboard.press('Control+k');
		const recent = dialog(page).getByRole('list', { name: 'Recent searches' });
		expect(await recent.getByRole('link').allTextContents()).toEqual(['broker']);
		await page.keyboard.type('x');
		await recent.waitFor({ state: 'detached' });
		await box(page).fill('');
		await dialog(page).getByRole('button', { name: 'Clear' }).click();
		await recent.waitFor({ state: 'detached' });
		expect(await box(page).evaluate((node) => node === document.activeElement)).toBe(true);
	});

	it('gives way to the header’s link to the list without JavaScript', async () => {
		const page = await site.open(article, { javaScriptEnabled: false });
		const link = page.getByRole('link', { name: 'Search', exact: true });
		expect(await link.getAttribute('href')).toBe('/x/y/#search');
	});
});

/** The marked words, by the name of the highlight. */
const marked = (page: Page, name = 'match') =>
	page.evaluate(
		(of) =>
			[...(CSS.highlights.get(of) ?? [])].map((range) =>
				range.startContainer.textContent!.slice(range.startOffset, range.endOffset)
			),
		name
	);
/** The recent searches in the dialog. */
async function recentSearches(page: Page) {
	await page.keyboard.press('Control+k');
	const links = dialog(page).getByRole('list', { name: 'Recent searches' }).getByRole('link');
	await links.first().waitFor();
	const texts = await links.allTextContents();
	await page.keyboard.press('Escape');
	return texts;
}
const control = (page: Page) => page.getByRole('group', { name: 'Search matches' });

describe('marks on the page that a search led to', () => {
	// A compound name is found as a whole and by its parts, like in the list.
	const words = ['42', 'HandleAsync42', '42', '42', 'Braces'];

	async function follow(page: Page) {
		await page.getByRole('searchbox').fill('HandleAsync42 braces');
		await page.getByRole('link', { name: 'The index of part 42' }).click();
		await page.waitForURL(site.url('/backend/index-42/'));
		await control(page).waitFor();
	}

	it('are the same words as in the list, and nothing else changes', async () => {
		const page = await site.open('/');
		const bare = await site.open('/backend/index-42/', { javaScriptEnabled: false });
		await follow(page);
		expect(await marked(page)).toEqual(words);
		const text = (of: Page) => of.locator('#articleBody').evaluate((body) => body.textContent);
		expect(await text(page)).toBe(await text(bare));
		expect(page.url()).toBe(site.url('/backend/index-42/'));
	});

	it('also appear after a full load, which a passage’s link causes', async () => {
		const page = await site.open('/?q=HandleAsync42');
		// Passages of other articles may arrive first.
		const hit = page.getByRole('article', { name: 'The index of part 42' });
		await hit.locator('.passage a').click();
		await page.waitForURL((url) => url.pathname.endsWith('/backend/index-42/'));
		await control(page).waitFor();
		expect(await marked(page)).toEqual(words.slice(0, 4));
		expect(new URL(page.url()).search).toBe('');
		await settled(page);
		expect(await recentSearches(page)).toEqual(['HandleAsync42']);
	});

	it.each([
		['Ctrl and a click', { modifiers: ['Control' as const] }],
		['the middle button', { button: 'middle' as const }]
	])('appear in a tab that %s opens, once, and the search is recorded', async (_how, how) => {
		const page = await site.open('/?q=HandleAsync42');
		const hit = page.getByRole('link', { name: 'The index of part 42' });
		await hit.locator('mark').first().waitFor();
		const [tab] = await Promise.all([page.context().waitForEvent('page'), hit.click(how)]);
		await control(tab).waitFor();
		expect(await marked(tab)).toEqual(words.slice(0, 4));
		expect(tab.url()).toBe(site.url('/backend/index-42/'));
		await settled(tab);
		expect(await recentSearches(tab)).toEqual(['HandleAsync42']);
		await tab.getByRole('button', { name: 'Clear search matches' }).click();
		await tab.reload();
		await tab.locator('.reading-progress').waitFor({ state: 'attached' });
		await tab.waitForTimeout(300);
		expect(await marked(tab)).toEqual([]);
	});

	it('appear after a search in the dialog, on the open article too', async () => {
		const page = await site.open('/backend/index-42/');
		for (const q of ['HandleAsync42', 'HandleAsync42 braces']) {
			await page.keyboard.press('Control+k');
			await page.keyboard.type(q);
			await results(page).first().click();
			const expected = q.includes(' ') ? words : words.slice(0, 4);
			await expect.poll(() => marked(page)).toEqual(expected);
			await page.getByRole('button', { name: 'Clear search matches' }).waitFor();
			expect(await control(page).count()).toBe(1);
		}
	});

	it('can be stepped through and cleared, and do not return', async () => {
		const page = await site.open('/');
		await follow(page);
		await page.getByRole('button', { name: 'Next match' }).click();
		expect(await marked(page, 'current-match')).toEqual(words.slice(0, 1));
		expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
		await page.getByText('Match 1 of 5').waitFor({ state: 'attached' });
		await page.getByRole('button', { name: 'Next match' }).click();
		expect(await marked(page, 'current-match')).toEqual(words.slice(1, 2));
		await page.getByRole('button', { name: 'Previous match' }).click();
		await page.getByRole('button', { name: 'Previous match' }).click();
		expect(await marked(page, 'current-match')).toEqual(['Braces']);
		await page.keyboard.press('Escape');
		expect(await marked(page)).toEqual(words);
		await page.getByRole('button', { name: 'Clear search matches' }).click();
		expect(await marked(page)).toEqual([]);
		expect(await control(page).count()).toBe(0);
		await page.reload();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(300);
		expect(await marked(page)).toEqual([]);
	});

	it('end with the page, and other links to it bring none', async () => {
		const page = await site.open('/');
		await follow(page);
		await page.getByRole('link', { name: 'Tags' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await expect.poll(() => marked(page)).toEqual([]);
		await page.goBack();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(300);
		expect(await control(page).count()).toBe(0);
	});

	it('are not printed', async () => {
		const page = await site.open('/');
		await follow(page);
		const background = () =>
			page.evaluate(
				() => getComputedStyle(document.querySelector('p')!, '::highlight(match)').backgroundColor
			);
		const none = 'rgba(0, 0, 0, 0)';
		expect(await background()).not.toBe(none);
		await page.emulateMedia({ media: 'print' });
		expect(await background()).toBe(none);
		expect(await control(page).isVisible()).toBe(false);
	});

	it('are absent if the browser has no custom highlights', async () => {
		const page = await site.open('/');
		await page.evaluate(() => Reflect.deleteProperty(CSS, 'highlights'));
		await page.getByRole('searchbox').fill('HandleAsync42');
		await page.getByRole('link', { name: 'The index of part 42' }).click();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page.waitForTimeout(500);
		expect(await control(page).count()).toBe(0);
	});
});
