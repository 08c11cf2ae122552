import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle, fixtureSize } from '../built/fixture-library.ts';
import { rested } from './open-device.ts';
import { openSite, titles } from './open-site.ts';
import { recordShifts, shifts } from './shifts.ts';

const site = openSite(inject('fixture'));
const articles = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n));
const newest = (list: typeof articles) =>
	[...list].sort((a, b) => (a.published < b.published ? 1 : -1)).map(({ title }) => title);
const ledgers = articles.filter(({ title }) => title.includes('ledger')).length;
const advanced = newest(articles.filter(({ level }) => level === 'Advanced'));

const status = (page: Page) => page.getByRole('status');
const says = (page: Page, text: string) =>
	page.waitForFunction(
		(expected) => document.querySelector('[role=status]')?.textContent?.trim() === expected,
		text
	);
const query = (page: Page) => new URL(page.url()).search;
const hasQuery = (page: Page, search: string) =>
	page.waitForFunction((expected) => location.search === expected, search);

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
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
		expect(await titles(page)).toEqual(expected.sort());
		expect(await page.getByRole('radio', { name: /^1–7 min/ }).isChecked()).toBe(true);
		expect(await page.getByRole('combobox', { name: 'Sort by' }).inputValue()).toBe('title');
		await page.getByRole('button', { name: 'Clear filters' }).click();
		await page.waitForFunction(() => location.search.endsWith('utm_source=mail'));
		expect(await page.getByRole('button', { name: 'Clear filters' }).count()).toBe(0);
	});

	it.each([
		['/?category=nowhere&level=Advanced', '?level=Advanced'],
		['/?tag=CSHARP&time=soon', '?tag=c%23']
	])('remove what they cannot use from the address %s', async (path, query) => {
		const page = await site.open(path);
		await hasQuery(page, query);
		expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
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
		await page.waitForFunction(() =>
			document.querySelector('[role=status]')?.textContent?.includes('No articles match')
		);
		const step = page.getByRole('link', { name: /^Remove “/ }).first();
		const count = /\((\d+) articles?\)$/.exec((await step.textContent())!)![1];
		await step.click();
		await says(page, `${count} of ${fixtureSize} articles`);
	});

	it('disable options without results, but never a selected one', async () => {
		const page = await site.open('/?tag=cache&level=Advanced&time=1-1');
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
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

	it('give way to the search box on Ctrl+K, although their sheet covers it', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		await page.getByRole('dialog', { name: 'Filters' }).waitFor();
		await page.keyboard.press('Control+k');
		await page.keyboard.type('ledger');
		expect(await page.getByRole('searchbox').inputValue()).toBe('ledger');
		expect(await page.getByRole('dialog').count()).toBe(0);
	});

	it('show the number of results in the sheet of a narrow screen', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByRole('checkbox', { name: /^Advanced/ }).click();
		await sheet.getByRole('button', { name: `Show ${advanced.length} articles` }).click();
		await sheet.waitFor({ state: 'hidden' });
		await says(page, `${advanced.length} of ${fixtureSize} articles`);
	});

	it('count on the sheet’s button what is chosen beyond the page’s scope', async () => {
		const page = await site.open('/web/', { viewport: { width: 360, height: 740 } });
		const button = page.getByRole('button', { name: 'Filters' });
		expect((await button.textContent())!.trim()).toBe('Filters');
		await button.click();
		await page.getByRole('checkbox', { name: /^Intermediate/ }).check();
		await page.keyboard.press('Escape');
		expect(await button.ariaSnapshot()).toBe('- button "Filters 1"');
	});

	it('show no number in the sheet while the library is loading', async () => {
		const page = await site.open('/', { viewport: { width: 360, height: 740 } });
		let release = () => {};
		const held = new Promise<void>((go) => (release = go));
		await page.route(/\/catalogue\.[^/]*\.json$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByRole('checkbox', { name: /^Advanced/ }).check();
		await sheet.getByRole('button', { name: 'Show articles', exact: true }).waitFor();
		release();
		await sheet.getByRole('button', { name: `Show ${advanced.length} articles` }).waitFor();
	});

	it('suggest what would widen an empty view in the sheet', async () => {
		const page = await site.open('/?level=Beginner&category=web&tag=cache', {
			viewport: { width: 360, height: 740 }
		});
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		expect(await sheet.getByText('No articles match').isVisible()).toBe(true);
		const way = sheet.getByRole('link', { name: /^Remove “/ }).first();
		const count = /\((\d+ articles?)\)$/.exec((await way.textContent())!)![1];
		await way.click();
		await sheet.getByRole('button', { name: `Show ${count}` }).click();
		await sheet.waitFor({ state: 'hidden' });
		await page
			.getByRole('status')
			.filter({ hasText: `of ${fixtureSize} articles` })
			.waitFor();
	});
});

describe('typing', () => {
	it('updates the list and the number above it within the same frame', async () => {
		const page = await site.open('/');
		const box = page.getByRole('searchbox');
		await box.fill('ledger');
		await status(page)
			.filter({ hasText: / of 150 articles/ })
			.waitFor();
		const [seen, cards] = await box.evaluate(async (element) => {
			const input = element as HTMLInputElement;
			input.value = 'zzzz';
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise(requestAnimationFrame);
			const lines = [...document.querySelectorAll<HTMLElement>('main p')].filter(
				({ offsetWidth }) => offsetWidth > 1
			);
			return [
				lines.map(({ innerText }) => innerText).filter((text) => /articles$|match$/.test(text)),
				document.querySelectorAll('ul[aria-label=Articles] > li').length
			];
		});
		expect([seen, cards]).toEqual([['No articles match'], 0]);
	});

	it('updates the counts of the filters once it pauses, after the list', async () => {
		const page = await site.open('/');
		const counts = () =>
			page
				.getByRole('group', { name: 'Level' })
				.locator('label')
				.evaluateAll((labels) => labels.map(({ textContent }) => textContent!.trim()));
		const box = page.getByRole('searchbox');
		await box.fill('HandleAsync42');
		await status(page)
			.filter({ hasText: / of 150 articles/ })
			.waitFor();
		await hasQuery(page, '?q=HandleAsync42');
		const before = await counts();
		const whileTyped = await box.evaluate(async (element) => {
			const input = element as HTMLInputElement;
			input.value = 'ledger';
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise(requestAnimationFrame);
			const labels = [...document.querySelectorAll('fieldset:has([name=level]) label')];
			return labels.map(({ textContent }) => textContent!.trim());
		});
		expect(whileTyped).toEqual(before);
		const found = articles.filter(({ title }) => title.includes('ledger'));
		await expect
			.poll(counts)
			.toEqual(
				['Beginner', 'Intermediate', 'Advanced'].map(
					(name) => `${name} ${found.filter(({ level }) => level === name).length}`
				)
			);
	});

	it('narrows the list at once and updates the URL after a pause, without a history entry', async () => {
		const page = await site.open('/');
		const before = await page.evaluate(() => history.length);
		await page.getByRole('searchbox').pressSequentially('HandleAsync42');
		await hasQuery(page, '?q=HandleAsync42');
		await page.waitForFunction(
			() =>
				document.querySelector('ul[aria-label=Articles] h2')?.textContent === 'The index of part 42'
		);
		expect(await page.evaluate(() => history.length)).toBe(before);
	});

	it('is not lost at the moment of hydration', async () => {
		const page = await site.open('/tags/');
		await page.addInitScript(() => {
			new MutationObserver(() => {
				const box = document.querySelector<HTMLInputElement>('#search')!;
				if (box.value || !('ready' in document.documentElement.dataset)) return;
				box.value = 'cache';
				box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			}).observe(document, { attributeFilter: ['data-ready'], subtree: true });
		});
		await page.goto(site.url('/?level=Advanced'));
		await hasQuery(page, '?q=cache&level=Advanced');
		expect(await page.getByRole('searchbox').inputValue()).toBe('cache');
	});

	it('is not lost when the reader leaves before a pause', async () => {
		const page = await site.open('/');
		await page.getByRole('searchbox').pressSequentially('cache');
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		await page.goBack();
		await page.waitForFunction(
			() => document.querySelector<HTMLInputElement>('#search')?.value === 'cache'
		);
		expect(query(page)).toBe('?q=cache');
	});

	it('on a phone has its results above the keyboard, and the select does not zoom in', async () => {
		const page = await site.open('/', {
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true
		});
		const top = async () => (await page.getByRole('searchbox').boundingBox())!.y;
		await page.getByRole('searchbox').tap();
		await expect.poll(top).toBeLessThan(20);
		// The window above a keyboard; the viewport meta element makes the keyboard resize it.
		expect(await page.locator('meta[name=viewport]').getAttribute('content')).toContain(
			'interactive-widget=resizes-content'
		);
		await page.setViewportSize({ width: 360, height: 360 });
		await page.keyboard.type('ledger');
		await says(page, `${ledgers} of ${fixtureSize} articles`);
		for (const seen of [page.getByRole('searchbox'), status(page), page.locator('h2').first()]) {
			const { y, height } = (await seen.boundingBox())!;
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y + height).toBeLessThanOrEqual(360);
		}
		expect(await top()).toBeLessThan(20);
		// The box stays in place even with no results below it.
		const before = await top();
		await page.keyboard.type('zzzz');
		await status(page).filter({ hasText: 'No articles match' }).waitFor();
		expect(await top()).toBe(before);
		await page.setViewportSize({ width: 360, height: 740 });
		await page.getByRole('button', { name: 'Filters' }).tap();
		const size = await page
			.getByRole('combobox', { name: 'Sort by' })
			.evaluate((e) => getComputedStyle(e).fontSize);
		expect(parseFloat(size)).toBeGreaterThanOrEqual(16);
	});

	it('cuts pasted text to the longest query, the second time too', async () => {
		const page = await site.open('/');
		const box = page.getByRole('searchbox');
		for (const letter of ['a', 'b', 'b']) {
			await box.fill(letter.repeat(600));
			expect(await box.inputValue()).toBe(letter.repeat(500));
		}
	});

	it('scrolls to the best results from far down the list', async () => {
		const page = await site.open('/');
		await page.mouse.move(900, 500);
		await page.mouse.wheel(0, 5000);
		await page.waitForFunction(() => scrollY > 4000);
		await page.getByRole('searchbox').fill('ledger');
		await says(page, `${ledgers} of ${fixtureSize} articles`);
		for (const seen of [status(page), page.locator('h2').first()]) {
			const { y, height } = (await seen.boundingBox())!;
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y + height).toBeLessThanOrEqual(800);
		}
	});

	it('reaches the box with Ctrl+K from any page', async () => {
		const page = await site.open('/backend/queue-0/');
		await page.keyboard.press('Control+k');
		await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
		await page.keyboard.type('router');
		await page.waitForFunction(
			() =>
				document.activeElement instanceof HTMLInputElement &&
				document.activeElement.value === 'router'
		);
	});
});

describe('coming back', () => {
	it.each(['', '?level=Advanced', '?q=cache'])(
		'to %j restores view, scroll and focus',
		async (search) => {
			const page = await site.open(`/${search}`);
			await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
			const link = page
				.getByRole('list', { name: 'Articles' })
				.getByRole('heading')
				.nth(12)
				.getByRole('link');
			const title = await link.textContent();
			await link.scrollIntoViewIfNeeded();
			const before = await page.evaluate(() => scrollY);
			expect(before).toBeGreaterThan(100);
			// A click would scroll to a link that is still changing.
			await link.focus();
			await page.keyboard.press('Enter');
			await page.getByRole('heading', { level: 1, name: title! }).waitFor();
			await page.goBack();
			await page.waitForFunction(
				([y, text]) =>
					Math.abs(scrollY - Number(y)) < 3 && document.activeElement?.textContent === text,
				[before, title] as const
			);
			await page.reload();
			await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, before);
		}
	);

	it('returns the focus to the tag, or the article’s link, that was followed', async () => {
		const page = await site.open('/');
		const card = page.getByRole('list', { name: 'Articles' }).getByRole('article').nth(5);
		const title = (await card.getByRole('heading').textContent())!;
		const tag = card.locator('a[href*="/tags/"]').first();
		await tag.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: /^Articles tagged/ }).waitFor();
		await page.goBack();
		await page.waitForFunction((text) => {
			const focused = document.activeElement!;
			const heading = focused.closest('article')?.querySelector('h2');
			return focused.matches('a[href*="/tags/"]') && heading?.textContent === text;
		}, title);
		await card.getByRole('heading').getByRole('link').click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await rested(page);
		const near = page.getByRole('navigation', { name: 'Related articles' }).getByRole('link');
		const other = (await near.first().textContent())!;
		await near.first().focus();
		const before = await page.evaluate(() => scrollY);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: other }).waitFor();
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await expect
			.poll(() => page.evaluate(() => [document.activeElement!.textContent, scrollY]))
			.toEqual([other, before]);
	});

	it('opens “Show more” in a new tab with the usual modifier keys', async () => {
		const page = await site.open('/');
		const opened = page.context().waitForEvent('page');
		await page.getByRole('link', { name: 'Show more' }).click({ modifiers: ['ControlOrMeta'] });
		await (await opened).waitForURL(site.url('/page/2/'));
		expect((await titles(page)).length).toBe(60);
	});

	it('keeps the articles that “Show more” added', async () => {
		const page = await site.open('/');
		await page.getByRole('link', { name: 'Show more' }).click();
		await page.waitForFunction(
			() => document.querySelectorAll('ul[aria-label=Articles] > li').length === 120
		);
		expect(query(page)).toBe('');
		const link = page
			.getByRole('list', { name: 'Articles' })
			.getByRole('heading')
			.nth(110)
			.getByRole('link');
		const title = (await link.textContent())!;
		await link.click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		await page.goBack();
		await page.waitForFunction((text) => document.activeElement?.textContent === text, title);
		expect((await titles(page)).length).toBe(120);
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
