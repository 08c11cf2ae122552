import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { partFolder } from '../../src/lib/core/search/parts/part-folder.ts';
import { openDevice, settled } from './open-device.ts';
import { openSite, titles } from './open-site.ts';
import { makePartedSite } from './parted-site.ts';
import { hydrated, listed } from './until.ts';

const parted = await makePartedSite(inject('own'));
afterAll(() => rmSync(parted.folder, { recursive: true }));

const box = (page: Page) => page.getByRole('searchbox', { name: 'Search articles' });
const status = (page: Page) => page.getByRole('status').first();
const isSearching = /Searching…/;
const note = 'Full-text search is unavailable. Searching titles and descriptions only.';

async function search(page: Page, q: string) {
	await box(page).fill(q);
	await page.waitForURL((url) => url.searchParams.get('q') === (q || null));
	await expect.poll(() => status(page).textContent()).not.toMatch(isSearching);
	await listed(page);
}

describe('a search in an index in parts', () => {
	const whole = openSite(inject('own'));
	const site = openSite(parted);

	it.each(['retry storm', 'postgre', 'cancelation token', 'C#', 'keyset pagination'])(
		'finds for %j what the whole index does',
		async (q) => {
			const [one, other] = [await whole.again('/'), await site.open('/')];
			for (const page of [one, other]) await search(page, q);
			await expect.poll(() => titles(other)).toEqual(await titles(one));
			expect((await titles(one)).length).toBeGreaterThan(0);
		}
	);

	it('fetches only parts that the words need, and none for more letters of a word', async () => {
		const page = await site.open('/');
		const fetched: string[] = [];
		page.on('request', (request) => {
			if (request.url().includes(partFolder)) fetched.push(request.url());
		});
		await search(page, 'pag');
		const first = fetched.length;
		expect(first).toBeGreaterThan(0);
		expect(first).toBeLessThan(5);
		await search(page, 'paginat');
		expect(fetched).toHaveLength(first);
		await search(page, 'paginat stampede');
		expect(fetched.length).toBeGreaterThan(first);
		expect(new Set(fetched).size).toBe(fetched.length);
	});

	it('opens a link to a query, in a list and in the dialog', async () => {
		const page = await site.open('/?q=idempotency+keys');
		await expect.poll(async () => (await titles(page))[0]).toMatch(/^Idempotency Keys/);
		await page.goto(site.url('/tags/'));
		await hydrated(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('idempotency keys');
		const hits = page
			.getByRole('dialog', { name: 'Search' })
			.getByRole('list', { name: 'Articles' });
		await hits.getByRole('link').filter({ hasText: 'Idempotency Keys' }).first().waitFor();
	});
});

describe('an index in parts, offline', () => {
	const device = openDevice(parted, { mayBeInstalled: true });

	it('answers from the parts that were used, and says when others are missing', async () => {
		const page = await device.install('/');
		await page.reload();
		await settled(page);
		await search(page, 'stampede');
		const found = await titles(page);
		expect(found.length).toBeGreaterThan(0);
		device.server.down();
		await page.goto(device.url('/?q=stampede'));
		await settled(page);
		await expect.poll(() => titles(page)).toEqual(found);
		expect(await page.getByText(note).count()).toBe(0);
		await search(page, 'keyset');
		await page.getByText(note).waitFor();
		expect((await titles(page))[0]).toMatch(/Keyset/);
		device.server.up();
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await expect.poll(() => page.getByText(note).count()).toBe(0);
	});

	it('does not keep what a captive portal sends for a part', async () => {
		const page = await device.install('/');
		await page.reload();
		await settled(page);
		device.server.fail((path) => (path.startsWith(partFolder) ? 'portal' : null));
		await search(page, 'stampede');
		await page.getByText(note).waitFor();
		device.server.fail(null);
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await expect.poll(() => page.getByText(note).count()).toBe(0);
		expect((await titles(page)).length).toBeGreaterThan(0);
	});
});
