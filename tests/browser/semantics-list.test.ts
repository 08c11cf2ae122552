import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle, fixtureSize } from '../built/fixture-library.ts';
import { restedPages } from './open-rested.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('fixture'));
const newest = fixtureArticle(fixtureSize - 1);
const open = restedPages(site.open);
const openAgain = restedPages(site.again);

describe('the filter form', () => {
	const form = (page: Page) => page.getByRole('search');

	it('has the same groups in the sheet of a narrow screen', async () => {
		const page = await open('/', { viewport: { width: 360, height: 800 } });
		await form(page).getByRole('button', { name: 'Filters' }).click();
		const sheet = form(page).getByRole('dialog', { name: 'Filters' });
		for (const name of ['Category', 'Level', 'Reading time'])
			expect(await sheet.getByRole('group', { name, exact: true }).count()).toBe(1);
		expect(await sheet.getByRole('combobox', { name: 'Sort by', exact: true }).count()).toBe(1);
	});

	it('is a search landmark with a named box, groups and sort order', async () => {
		const page = await open('/');
		expect(await form(page).ariaSnapshot()).toMatchInlineSnapshot(`
			"- search:
			  - text: Search articles
			  - searchbox "Search articles"
			  - group "Category":
			    - text: Category
			    - checkbox "Backend 50"
			    - text: Backend 50
			    - checkbox "Web 50"
			    - text: Web 50
			    - checkbox "Data 50"
			    - text: Data 50
			  - group "Level":
			    - text: Level
			    - checkbox "Beginner 50"
			    - text: Beginner 50
			    - checkbox "Intermediate 50"
			    - text: Intermediate 50
			    - checkbox "Advanced 50"
			    - text: Advanced 50
			  - group "Reading time":
			    - text: Reading time
			    - radio "Any" [checked]
			    - text: Any
			    - radio "Up to 10 min 60"
			    - text: Up to 10 min 60
			    - radio "11–15 min 30"
			    - text: 11–15 min 30
			    - radio "16–20 min 30"
			    - text: 16–20 min 30
			    - radio "21 min or more 30"
			    - text: 21 min or more 30
			  - text: Sort by
			  - combobox "Sort by":
			    - option "Relevance" [disabled]
			    - option "Newest" [selected]
			    - option "Shortest"
			    - option "Longest"
			    - option "Title""
		`);
	});

	it('has “Clear filters” when any filter is set', async () => {
		const page = await openAgain('/');
		const clear = form(page).getByRole('button', { name: 'Clear filters', exact: true });
		expect(await clear.count()).toBe(0);
		await form(page).getByRole('radio', { name: 'Up to 10 min 60', exact: true }).check();
		await clear.click();
		await clear.waitFor({ state: 'detached' });
		expect(await form(page).getByRole('radio', { name: 'Any' }).isChecked()).toBe(true);
	});
});

describe('the results', () => {
	it('are a list named “Articles” of articles with link, level and minutes', async () => {
		const page = await openAgain('/');
		const list = page.getByRole('list', { name: 'Articles', exact: true });
		const items = list.getByRole('listitem');
		expect(await items.count()).toBe(60);
		expect(await items.getByRole('article').count()).toBe(60);
		await items.first().getByRole('button').waitFor();
		expect(await items.first().ariaSnapshot()).toMatchInlineSnapshot(`
			"- listitem:
			  - article "The parser of part 149":
			    - paragraph:
			      - text: Advanced 25 min
			      - 'button "Save: The parser of part 149"'
			    - heading "The parser of part 149" [level=2]:
			      - link "The parser of part 149":
			        - /url: /x/y/data/parser-149/
			    - paragraph: What part 149 has to say of the parser, at some length.
			    - paragraph:
			      - text: Data
			      - time: 30 May 2026
			      - link "parser":
			        - /url: /x/y/tags/parser/"
		`);
		const { category, slug, title } = newest;
		const link = items
			.first()
			.getByRole('heading', { level: 2 })
			.getByRole('link', { name: title });
		expect(await link.getAttribute('href')).toBe(`/x/y/${category}/${slug}/`);
	});

	it.each([
		['/', `${fixtureSize} articles`],
		['/web/', '50 articles'],
		['/backend/level/beginner/', '50 articles']
	])('of %s are counted in a status from the first paint', async (path, text) => {
		const page = await site.open(path, { javaScriptEnabled: false });
		expect((await page.getByRole('status').textContent())!.trim()).toBe(text);
	});

	it('of a narrowed view are counted as “3 of 150 articles”; of none, with suggestions', async () => {
		const page = await open('/?tag=c%23&category=web');
		const status = page.getByRole('status');
		await status.filter({ hasText: /^\s*\d+ of 150 articles\s*$/ }).waitFor();
		await page.goto(site.url('/?level=Beginner&category=web&tag=cache'));
		await status.filter({ hasText: /^\s*No articles match\./ }).waitFor();
		const ways = await status.getByRole('link').allTextContents();
		expect(ways.length).toBeGreaterThan(0);
		for (const way of ways) expect(way).toMatch(/^Remove “.+” \(\d+ articles?\)$/);
	});
});
