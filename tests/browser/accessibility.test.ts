import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import {
	bothColors,
	corners,
	extremes,
	highContrast,
	looks,
	violations,
	violationsIn
} from './audit.ts';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const says = (page: Page, text: RegExp) =>
	page.getByRole('status').filter({ hasText: text }).waitFor();

describe('axe-core finds nothing', () => {
	const own = openSite(inject('own'));
	const article = '/backend/nanoid-over-uuid/';

	it.each([
		'/',
		'/backend/',
		'/backend/level/advanced/',
		'/tags/',
		'/tags/nats/',
		'/saved/',
		'/404.html',
		article
	])('on %s', async (path) => {
		const page = await own.open(path);
		await rested(page);
		expect(await violationsIn(page, looks)).toEqual([]);
	});

	it('about contrast below seven to one in one of our articles', async () => {
		const page = await own.again(article);
		await rested(page);
		expect(await violationsIn(page, bothColors(1280), highContrast)).toEqual([]);
	});

	it('on any of our articles', async () => {
		const page = await own.open('/backend/');
		const articles = await page
			.getByRole('list', { name: 'Articles' })
			.getByRole('heading')
			.getByRole('link')
			.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
		expect(articles.length).toBeGreaterThan(8);
		expect(articles).toContain(own.url(article));
		// That one is audited above, also in this look.
		for (const url of articles.filter((one) => one !== own.url(article))) {
			await page.goto(url);
			await rested(page);
			expect(await violationsIn(page, [extremes[1]!]), url).toEqual([]);
		}
	}, 300_000);
});

describe('axe-core finds a text of low contrast', () => {
	const own = openSite(inject('own'));

	it.each([
		['in another color', 'main p { color: #aaa !important }'],
		['on another background', 'main { background: #777 !important }'],
		['in an element of low opacity', 'main { opacity: 0.4 }'],
		[
			'over another element',
			`main { position: relative; z-index: 1 }
			footer { position: absolute; inset: 0; background: #777 !important }
			footer * { display: none }`
		]
	])('%s', async (_how, css) => {
		const page = await own.again('/404.html');
		expect(await violations(page)).toEqual([]);
		await page.evaluate((rules) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(rules);
			document.adoptedStyleSheets.push(sheet);
		}, css);
		expect(await violations(page)).toContainEqual(expect.stringContaining('color-contrast: '));
		await page.evaluate(() => document.adoptedStyleSheets.pop());
	});
});

describe('axe-core finds nothing in a list', () => {
	const site = openSite(inject('fixture'));

	it.each([
		['many results', '/?q=queue', /^\d\d+ of/],
		['one result', '/web/?tag=queue&time=1-1', /^1 of/],
		[
			'no results, with suggestions',
			'/?level=Beginner&category=web&tag=cache',
			/^No articles match/
		]
	])('of %s', async (_name, path, text) => {
		const page = await site.open(path);
		await rested(page);
		await says(page, text);
		if (path.includes('q=')) await page.locator('.passage mark').first().waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});

	it('while its index is loading', async () => {
		const page = await site.open('/');
		await page.route(/index[^/]*\.json$/, () => undefined);
		await page.getByRole('searchbox').fill('queue');
		await says(page, /^Searching/);
		expect(await violationsIn(page, bothColors(1280))).toEqual([]);
	});

	it('with its filters open in a sheet', async () => {
		const page = await site.open('/?level=Advanced', { viewport: { width: 360, height: 800 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		await page.getByRole('dialog', { name: 'Filters' }).waitFor();
		expect(await violationsIn(page, bothColors(360))).toEqual([]);
	});
});

describe('axe-core finds nothing in the search dialog of an article', () => {
	const site = openSite(inject('fixture'));
	const index = /\/index\.[^/]*\.json$/;
	const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
	const announces = (page: Page, text: RegExp) =>
		dialog(page).locator('[aria-live=polite]', { hasText: text }).waitFor({ state: 'attached' });

	async function open(): Promise<Page> {
		const page = await site.open('/backend/queue-0/');
		await rested(page);
		return page;
	}

	async function search(page: Page) {
		await page.keyboard.press('Control+k');
		await dialog(page).getByRole('button', { name: 'Close' }).waitFor();
	}

	it('when it is empty, has hits, has none, and shows recent searches', async () => {
		const page = await open();
		await search(page);
		expect(await violationsIn(page, corners)).toEqual([]);
		await page.keyboard.type('broker');
		await announces(page, /^\d+ articles$/);
		expect(await violationsIn(page, corners)).toEqual([]);
		await page.keyboard.press('ArrowDown');
		expect(await violationsIn(page, extremes)).toEqual([]);
		await dialog(page).getByRole('searchbox').fill('xylophone');
		await announces(page, /^No articles match/);
		expect(await violationsIn(page, corners)).toEqual([]);
		await page.keyboard.press('Enter');
		await page.waitForURL(site.url('/?q=xylophone'));
		await page.goBack();
		await page.locator('#articleBody').waitFor();
		await search(page);
		await dialog(page).getByRole('list', { name: 'Recent searches' }).waitFor();
		expect(await violationsIn(page, corners)).toEqual([]);
	});

	it('while its index is loading, and without it', async () => {
		site.expectErrors(/Failed to load resource/);
		const page = await open();
		let fail = () => {};
		const failed = new Promise<void>((resolve) => (fail = resolve));
		await page.route(index, async (route) => {
			await failed;
			await route.abort();
		});
		await search(page);
		await page.keyboard.type('broker');
		await announces(page, /^Searching/);
		expect(await violationsIn(page, corners)).toEqual([]);
		fail();
		await announces(page, /^Full-text search is unavailable/);
		expect(await violationsIn(page, corners)).toEqual([]);
	});
});
