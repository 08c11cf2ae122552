import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { badIndexes, badQueries, badSearches } from './bad-input.ts';
import { openSite, titles } from './open-site.ts';
import { hydrated, narrowed, until } from './until.ts';

const site = openSite(inject('fixture'));

/** The search box still works. */
async function stillWorks(page: Page) {
	const box = page.getByRole('searchbox', { name: 'Search articles' });
	await box.fill('HandleAsync42');
	await until(
		page,
		() =>
			document.querySelector('ul[aria-label=Articles] h2')?.textContent === 'The index of part 42'
	);
}

describe('an unusual query', () => {
	it.each(Object.values(badQueries).flat())(
		'%s is answered, and the box works after it',
		async (_what, query) => {
			const page = await site.again('/');
			const box = page.getByRole('searchbox', { name: 'Search articles' });
			// What the query before left.
			await box.fill('');
			await page.waitForLoadState('networkidle');
			await box.evaluate((input: HTMLInputElement, text) => {
				input.value = text;
				input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			}, query);
			await page.waitForTimeout(500);
			expect(page.url().length).toBeLessThan(5000);
			expect((await box.inputValue()).length).toBeLessThanOrEqual(500);
			expect(await page.locator('main :is(script, [onerror])').count()).toBe(0);
			await stillWorks(page);
		}
	);

	it('is also answered by the search dialog', async () => {
		const page = await site.open('/backend/queue-0/');
		await page.keyboard.press('Control+k');
		const dialog = page.getByRole('dialog', { name: 'Search' });
		const box = dialog.getByRole('searchbox');
		await dialog.getByRole('button', { name: 'Close' }).waitFor();
		for (const [what, query] of Object.values(badQueries).flat()) {
			await box.evaluate((input: HTMLInputElement, text) => {
				input.value = text;
				input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			}, query);
			expect((await box.inputValue()).length, what).toBeLessThanOrEqual(500);
			expect(await dialog.locator(':is(script, [onerror])').count(), what).toBe(0);
			await box.fill('HandleAsync42');
			await dialog.getByRole('link', { name: 'The index of part 42' }).waitFor();
		}
	});

	it('matches composed and decomposed letters', async () => {
		const page = await site.open('/');
		await page.getByRole('searchbox').fill('le\u0301dger');
		await until(page, () =>
			document.querySelector('ul[aria-label=Articles] h2')?.textContent?.includes('ledger')
		);
	});
});

describe('an unusual URL', () => {
	it.each(badSearches)('%s shows the list', async (search) => {
		const page = await site.open(`/${search}`);
		await narrowed(page);
		await until(
			page,
			() =>
				document.querySelectorAll('ul[aria-label=Articles] > li').length > 0 ||
				document.querySelector('[role=status]')?.textContent?.includes('No articles')
		);
		if (!search.includes('q=')) expect((await titles(page)).length).toBe(60);
		await stillWorks(page);
	});

	it('with contradictory values shows articles with either', async () => {
		const page = await site.open('/?level=Advanced&level=advanced&level=Beginner&time=-1&time=5-9');
		await until(page, () => document.querySelector('[role=status]')?.textContent?.includes(' of '));
		expect(await page.getByRole('checkbox', { name: /^Advanced/ }).isChecked()).toBe(true);
		expect(await page.getByRole('radio', { name: /^Up to 1 min/ }).isChecked()).toBe(true);
	});
});

describe('an unusual address', () => {
	it('leads to a page that says so and links to the library', async () => {
		const page = await site.open('/');
		for (const path of [
			'/Web/',
			'/backend/QUEUE-0/',
			'/backend//queue-0/',
			'/web/..%2f..%2fetc%2fpasswd',
			'/tags/%00/',
			'/tags/__proto__/',
			'/constructor/',
			'/backend/level/expert/'
		]) {
			const response = await page.goto(site.url(path));
			expect(response!.status(), path).toBe(404);
			await hydrated(page);
			const heading = page.getByRole('heading', { level: 1 });
			expect(await heading.textContent(), path).toBe('Page not found');
		}
		await page.getByRole('link', { name: 'Search the library' }).click();
		await stillWorks(page);
	});

	it('with a hash that is no id leaves the article unchanged', async () => {
		const page = await site.openBlank();
		for (const hash of ['#a[href="x"]:not(', '#%E0%A4', '#__proto__', `#${'x'.repeat(5000)}`]) {
			// From another page, or it would not be loaded.
			await page.goto(site.blankUrl());
			await page.goto(site.url(`/backend/queue-0/${hash}`));
			await hydrated(page);
			await page.getByRole('button', { name: /^Copy/ }).first().waitFor();
			const heading = page.getByRole('heading', { level: 1 });
			expect(await heading.textContent()).toBe('The queue of part 0');
		}
	});
});

describe('an invalid index', () => {
	it.each(badIndexes)('(%s) is reported, and titles are still found', async (_what, body) => {
		const page = await site.open('/');
		await page.route(/\/index\.[\w-]+\.json$/, (route) => route.fulfill({ status: 200, body }));
		await page.getByRole('searchbox').fill('ledger of part');
		await page.getByText('Full-text search is unavailable').waitFor();
		expect((await titles(page)).every((title) => title.includes('ledger'))).toBe(true);
		await page.getByRole('checkbox', { name: /^Advanced/ }).click();
		await until(page, () => location.search.includes('level=Advanced'));
		expect((await titles(page)).length).toBeGreaterThan(0);
	});

	it('that could not be fetched is fetched again later', async () => {
		const page = await site.open('/');
		let fail = true;
		await page.route(/\/index\.[\w-]+\.json$/, (route) =>
			fail ? route.abort() : route.continue()
		);
		site.expectErrors(/ERR_FAILED/);
		await page.getByRole('searchbox').fill('ledger');
		await page.getByText('Full-text search is unavailable').waitFor();
		fail = false;
		await page.getByRole('searchbox').fill('HandleAsync42');
		await until(
			page,
			() =>
				document.querySelector('ul[aria-label=Articles] h2')?.textContent === 'The index of part 42'
		);
	});
});

describe('input methods', () => {
	it('can end a word with Enter without leaving the page', async () => {
		const page = await site.open('/');
		const client = await page.context().newCDPSession(page);
		await page.getByRole('searchbox').focus();
		await client.send('Input.imeSetComposition', {
			text: 'led',
			selectionStart: 3,
			selectionEnd: 3
		});
		await client.send('Input.insertText', { text: 'ledger' });
		await page.keyboard.press('Enter');
		await until(page, () => location.search === '?q=ledger');
		expect(new URL(page.url()).pathname).toBe('/x/y/');
		await stillWorks(page);
	});

	it('can paste lines, which become words', async () => {
		const page = await site.open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
		await page.evaluate(() => navigator.clipboard.writeText('ledger\r\npart\n'));
		// The deferred header handles the paste.
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await page.getByRole('searchbox').focus();
		await page.keyboard.press('Control+v');
		await until(page, () => location.search === '?q=ledger+part');
		expect(await page.getByRole('searchbox').inputValue()).toBe('ledger part ');
	});
});
