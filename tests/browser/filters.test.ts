import { describe, expect, inject, it } from 'vitest';
import { fixtureSize } from '../built/fixture-library.ts';
import { advanced, articles, hasQuery, newest, query, says, status } from './list-view.ts';
import { openSite, titles } from './open-site.ts';
import { recordShifts, shifts } from './shifts.ts';
import { narrowed, until } from './until.ts';

const site = openSite(inject('fixture'));

describe('filters', () => {
	it('start with every article, the newest first, sixty on the page', async () => {
		const page = await site.open('/');
		expect(await status(page).textContent()).toContain(`${fixtureSize} articles`);
		expect(await titles(page)).toEqual(newest(articles).slice(0, 60));
	});

	it('narrow the list with a click, update the URL, and follow Back and Forward', async () => {
		const page = await site.open('/');
		const level = page.getByRole('group', { name: 'Level' });
		await level.getByRole('checkbox', { name: /^Advanced \d+$/ }).click();
		await says(page, `${advanced.length} of ${fixtureSize} articles`);
		await hasQuery(page, '?level=Advanced');
		expect(await titles(page)).toEqual(advanced);
		await page
			.getByRole('group', { name: 'Reading time' })
			.getByRole('radio', { name: /^Up to/ })
			.click();
		await hasQuery(page, '?level=Advanced&time=-10');
		await page.goBack();
		await says(page, `${advanced.length} of ${fixtureSize} articles`);
		expect(await level.getByRole('checkbox', { name: /^Advanced/ }).isChecked()).toBe(true);
		await page.goBack();
		await says(page, `${fixtureSize} articles`);
		await page.goForward();
		await says(page, `${advanced.length} of ${fixtureSize} articles`);
		expect(query(page)).toBe('?level=Advanced');
	});

	it('request nothing from the server: the open page is not fetched again', async () => {
		const page = await site.open('/');
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		await page.getByRole('searchbox').fill('ledger');
		await hasQuery(page, '?q=ledger');
		await page.getByRole('checkbox', { name: /^Advanced/ }).click();
		await hasQuery(page, '?q=ledger&level=Advanced');
		await page.goBack();
		await hasQuery(page, '?q=ledger');
		await page.getByRole('link', { name: 'Tags', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		expect(asked).toContain('/x/y/tags/');
		expect(asked).not.toContain('/x/y/');
	});

	it('are applied on a deep link, without ever showing the unfiltered list', async () => {
		const page = await site.open('/web/?level=Beginner&time=1-7&sort=title&utm_source=mail');
		const expected = articles
			.filter((a) => a.category === 'web' && a.level === 'Beginner' && a.minutes <= 7)
			.map(({ title }) => title);
		await narrowed(page);
		expect(await titles(page)).toEqual(expected.sort());
		expect(await page.getByRole('radio', { name: /^1–7 min/ }).isChecked()).toBe(true);
		expect(await page.getByRole('combobox', { name: 'Sort by' }).inputValue()).toBe('title');
		await page.getByRole('button', { name: 'Clear filters' }).click();
		await until(page, () => location.search.endsWith('utm_source=mail'));
		expect(await page.getByRole('button', { name: 'Clear filters' }).count()).toBe(0);
	});

	it.each([
		['/?category=nowhere&level=Advanced', '?level=Advanced'],
		['/?tag=CSHARP&time=soon', '?tag=c%23']
	])('remove what they cannot use from the address %s', async (path, query) => {
		const page = await site.open('/tags/');
		const before = await page.evaluate(() => history.length);
		await page.goto(site.url(path));
		await hasQuery(page, query);
		expect(await page.evaluate(() => history.length)).toBe(before + 1);
	});

	it('say “Searching…” while a deep link waits for the library, and nothing moves', async () => {
		const page = await site.open('/tags/');
		let release = () => {};
		const held = new Promise<void>((go) => (release = go));
		await page.route(/\/catalogue\.[^/]*\.json$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.addInitScript(recordShifts);
		await page.goto(site.url('/?level=Advanced&time=-1'));
		await status(page).waitFor();
		const content = () =>
			status(page).evaluate((region) => getComputedStyle(region, '::before').content);
		expect(await content()).toBe('"Searching…"');
		expect(await status(page).getByText('articles').isVisible()).toBe(false);
		expect(await page.getByRole('listitem').first().isVisible()).toBe(false);
		await says(page, 'Searching…');
		release();
		await says(page, `10 of ${fixtureSize} articles`);
		expect(await content()).toBe('none');
		expect(await status(page).getByText('articles').isVisible()).toBe(true);
		expect((await titles(page)).length).toBe(10);
		await page.waitForLoadState('networkidle');
		expect(await shifts(page)).toBe(0);
	});

	it('suggest what would widen an empty view, and the link does', async () => {
		const page = await site.open('/?level=Beginner&category=web&tag=cache');
		await until(page, () =>
			document.querySelector('[role=status]')?.textContent?.includes('No articles match')
		);
		const step = page.getByRole('link', { name: /^Remove “/ }).first();
		const count = /\((\d+) articles?\)$/.exec((await step.textContent())!)![1];
		await step.click();
		await says(page, `${count} of ${fixtureSize} articles`);
	});

	it('disable options without results, but never a selected one', async () => {
		const page = await site.open('/?tag=cache&level=Advanced&time=1-1');
		await narrowed(page);
		const disabled = await page.getByRole('search').locator('input:disabled').count();
		expect(disabled).toBeGreaterThan(0);
		for (const option of await page.getByRole('search').locator('input:disabled').all()) {
			expect(await option.isChecked()).toBe(false);
			expect(await option.locator('xpath=..').textContent()).toMatch(/ 0$|\s0$/);
		}
		expect(await page.getByRole('checkbox', { name: /^Advanced/ }).isEnabled()).toBe(true);
	});

	it('lead from a category page to the library when another category is chosen', async () => {
		const page = await site.open('/web/');
		await page.getByRole('checkbox', { name: /^Data \d+$/ }).click();
		await page.waitForURL(site.url('/?category=data&category=web'));
		await says(page, `100 of ${fixtureSize} articles`);
	});

	it('copy the link of the view and say what it leads to', async () => {
		const page = await site.open('/?level=Advanced', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		await page.getByRole('button', { name: 'Copy link' }).click();
		await page.getByText('Link copied: Advanced', { exact: true }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
			site.url('/?level=Advanced')
		);
	});
});

describe('without JavaScript', () => {
	it('lists, levels, articles and later pages are readable and linked', async () => {
		const page = await site.open('/', { javaScriptEnabled: false });
		expect(await status(page).textContent()).toContain(`${fixtureSize} articles`);
		await page.getByRole('link', { name: 'Show more' }).click();
		expect(page.url()).toBe(site.url('/page/2/'));
		expect(await titles(page)).toEqual(newest(articles).slice(60, 120));
		await page.goto(site.url('/web/'));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Web Articles');
		expect(await page.getByRole('search').isVisible()).toBe(false);
		await page
			.getByRole('navigation', { name: 'Filter by level' })
			.getByRole('link', { name: /Intermediate/ })
			.click();
		expect(page.url()).toBe(site.url('/web/level/intermediate/'));
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		expect(await page.locator('pre').first().textContent()).toContain('Task<List<T>>');
	});
});
