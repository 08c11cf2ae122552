import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { bothColours, extremes, looks, violations, violationsIn } from './audit.ts';
import { openDevice, settled } from './open-device.ts';
import { openSite } from './open-site.ts';

/** Everything that comes when the page is idle has come. */
async function rested(page: Page) {
	await page.getByRole('combobox', { name: 'Theme' }).waitFor();
	await settled(page);
	if (await page.locator('#articleBody').count())
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
}

const says = (page: Page, text: RegExp) =>
	page.getByRole('status').filter({ hasText: text }).waitFor();

describe('axe-core finds nothing', () => {
	const own = openSite(inject('own'));

	it.each([
		'/',
		'/backend/',
		'/backend/level/advanced/',
		'/backend/nanoid-over-uuid/',
		'/tags/',
		'/tags/nats/',
		'/saved/',
		'/404.html'
	])('on %s', async (path) => {
		const page = await own.open(path);
		await rested(page);
		expect(await violationsIn(page, looks)).toEqual([]);
	});
});

describe('axe-core finds nothing in a list', () => {
	const site = openSite(inject('fixture'));

	it.each([
		['many results', '/?q=queue', /^\d\d+ of/],
		['one result', '/web/?tag=queue&time=1-1', /^1 of/],
		['none, with ways out', '/?level=Beginner&category=web&tag=cache', /^No articles match/]
	])('of %s', async (_name, path, text) => {
		const page = await site.open(path);
		await rested(page);
		await says(page, text);
		if (path.includes('q=')) await page.locator('.passage mark').first().waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});

	it('while its index is on its way', async () => {
		const page = await site.open('/');
		await page.route(/index[^/]*\.json$/, () => undefined);
		await page.getByRole('searchbox').fill('queue');
		await says(page, /^Searching/);
		expect(await violationsIn(page, bothColours(1280))).toEqual([]);
	});

	it('with its filters open in a sheet', async () => {
		const page = await site.open('/?level=Advanced', { viewport: { width: 360, height: 800 } });
		await page.getByRole('button', { name: 'Filters' }).click();
		await page.getByRole('dialog', { name: 'Filters' }).waitFor();
		expect(await violationsIn(page, bothColours(360))).toEqual([]);
	});
});

describe('axe-core finds nothing in an article', () => {
	const site = openSite(inject('features'));

	async function read(path: string): Promise<Page> {
		const page = await site.open(path, { permissions: ['clipboard-read', 'clipboard-write'] });
		await rested(page);
		return page;
	}

	it.each(['/web/features/', '/web/long/', '/web/islands/'])('at %s', async (path) => {
		expect(await violationsIn(await read(path), looks)).toEqual([]);
	});

	it('half read, with a block of code copied', async () => {
		const page = await read('/web/features/');
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await violations(page)).toEqual([]);
	});

	it('with a footnote open', async () => {
		const page = await read('/web/long/');
		await page.locator('#articleBody').getByRole('link', { name: '1', exact: true }).click();
		await page.getByRole('dialog', { name: 'Footnote 1' }).waitFor();
		expect(await violationsIn(page, bothColours(1280))).toEqual([]);
	});

	it('with a diagram large', async () => {
		const page = await read('/web/features/');
		await page.getByRole('button', { name: 'Enlarge: An order is committed' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').getByRole('img').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});
});

describe('axe-core finds nothing where the device speaks', () => {
	const device = openDevice(inject('releaseA'));
	const { category, slug, title } = fixtureArticle(0);

	it('of a save under way, of one that failed, and of what is saved', async () => {
		device.server.delay = 60;
		const page = await device.install();
		await page.getByRole('button', { name: /^Save these 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: [3-9] of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused/).waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		device.server.fail((path) => (/^(backend|web|data)\/./.test(path) ? 500 : null));
		await progress.getByRole('button', { name: 'Resume' }).click();
		await progress.getByRole('alert').waitFor();
		expect(await violations(page)).toEqual([]);
		await progress.getByRole('button', { name: 'Cancel' }).click();
		await page.getByRole('link', { name: 'Saved', exact: true }).click();
		await page.getByRole('list', { name: 'Saved articles' }).getByRole('link').first().waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});

	it('of a new version, of the network that is gone and of a page that is not here', async () => {
		const page = await device.install(`/${category}/${slug}/`);
		await page.getByRole('button', { name: `Save for offline: ${title}` }).click();
		await page.getByRole('button', { name: `Saved on this device: ${title}` }).waitFor();
		device.server.deploy(inject('releaseB'));
		await page.evaluate(async () => {
			await (await navigator.serviceWorker.getRegistration())!.update();
		});
		await page.getByText('A new version of the library is here').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		await page.getByRole('button', { name: 'Later' }).click();
		device.server.down();
		await page.goto(device.url('/'));
		await page.getByText('Lists, filters and search work').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		await page.goto(device.url('/backend/nowhere/'));
		await page.getByRole('heading', { name: 'This page is not on this device' }).waitFor();
		expect(await violations(page)).toEqual([]);
	});
});
