import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureAlias, fixtureArticle } from '../built/fixture-library.ts';
import { findUpdate, markAsRead, openDevice, openUpdated, rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const device = openDevice(inject('releaseA'));
const b = inject('releaseB');
const fixture = openSite(inject('fixture'));
const { category, slug, title } = fixtureArticle(fixtureAlias.n);
const path = `/${category}/${slug}/`;

const savedPaths = (page: Page) =>
	page.evaluate(async () => {
		const name = (await caches.keys()).find((key) => key.endsWith('|saved'))!;
		const requests = await (await caches.open(name)).keys();
		return requests.map(({ url }) => new URL(url).pathname).filter((one) => one.endsWith('/'));
	});

describe('an article that was renamed', () => {
	it('keeps its mark and its saved copy, which opens offline at the new address', async () => {
		const page = await device.install(fixtureAlias.path);
		await rested(page);
		await markAsRead(page);
		await page.getByRole('button', { name: `Save for offline: ${title}` }).click();
		await page.getByRole('button', { name: `Saved on this device: ${title}` }).waitFor();
		expect(await savedPaths(page)).toEqual([`/x/y${fixtureAlias.path}`]);

		device.server.deploy(b);
		await findUpdate(page);
		await openUpdated(page, device.url('/saved/'));
		await expect.poll(() => savedPaths(page)).toEqual([`/x/y${path}`]);

		device.server.down();
		await page.goto(device.url(path));
		await rested(page);
		await page.getByRole('button', { name: 'Mark as unread' }).first().waitFor();
		await page.getByRole('button', { name: `Saved on this device: ${title}` }).waitFor();
		await page.goto(device.url('/saved/'));
		const finished = page.getByRole('link', { name: title });
		await expect.poll(() => finished.count()).toBe(2);
		expect(await finished.last().getAttribute('href')).toBe(`/x/y${path}`);
	});
});

describe('an old address', () => {
	// The page itself, as on a host that knows no redirects.
	const open = async (javaScriptEnabled: boolean) => {
		const page = await fixture.open('/404.html', { javaScriptEnabled });
		await page.route(`**${fixtureAlias.path}*`, async (route) =>
			route.fulfill({ path: `${inject('fixture').folder}${fixtureAlias.path}index.html` })
		);
		await page.goto(fixture.url(`${fixtureAlias.path}?from=chat#part-9-in-code`));
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		return page.url();
	};

	it('leads to the article with its query and heading', async () => {
		expect(await open(true)).toBe(fixture.url(`${path}?from=chat#part-9-in-code`));
	});

	it('leads to the article without JavaScript', async () => {
		expect(await open(false)).toBe(fixture.url(path));
	});
});
