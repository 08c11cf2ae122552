import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { findUpdate, openDevice, openUpdated, markAsRead, settled } from './open-device.ts';
import { stored } from './reading-clock.ts';

const device = openDevice(inject('releaseA'), { mayBeInstalled: true });
const { category, slug, title } = fixtureArticle(0);
const path = `/${category}/${slug}/`;
const long = fixtureArticle(4);
const longPath = `/${long.category}/${long.slug}/`;

async function finish(page: Page, address = path) {
	await page.goto(device.url(address));
	await settled(page);
	await markAsRead(page);
}

describe('the reading history', () => {
	it('marks an article as read on its card, and unmarks it on demand', async () => {
		const page = await device.install(path);
		await finish(page);
		await page.goto(device.url('/'));
		await settled(page);
		const card = page.getByRole('article', { name: title, exact: true });
		await card.getByText('Read', { exact: true }).waitFor();
		await page.goto(device.url('/saved/'));
		await settled(page);
		const unread = page.getByRole('button', { name: `Mark as unread: ${title}` });
		await unread.click();
		await unread.waitFor({ state: 'detached' });
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		expect(await card.getByText('Read', { exact: true }).count()).toBe(0);
	});

	it('shows which sections have changed since, and marks them', async () => {
		const page = await device.install(path);
		await finish(page);
		device.server.deploy(inject('releaseB'));
		await findUpdate(page);
		await openUpdated(page, device.url('/'));
		await page.goto(device.url(path));
		await settled(page);
		await page.getByText('Changed since you read it:').waitFor();
		const link = page.getByRole('complementary', { name: 'Notifications' }).getByRole('link');
		const id = (await link.getAttribute('href'))!.slice(1);
		expect(await page.locator(`#${id}`).getAttribute('data-changed')).toBe('first');
		expect(await link.count()).toBe(1);
	});

	it('is exported, and imported into another browser without loss, in two tabs at once', async () => {
		const page = await device.install(path);
		await finish(page);
		await page.goto(device.url('/?q=cursor&level=Advanced'));
		await settled(page);
		await page
			.getByRole('list', { name: 'Articles' })
			.getByRole('heading')
			.getByRole('link')
			.first()
			.click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		await stored(page);
		await page.goto(device.url('/saved/'));
		await settled(page);
		await page.getByRole('link', { name: 'cursor', exact: true }).waitFor();
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Export reading history' }).click()
		]);
		const file = join(tmpdir(), `reading-${process.pid}.json`);
		await download.saveAs(file);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toBeTypeOf('object');

		const unread = page.getByRole('button', { name: `Mark as unread: ${title}` });
		await unread.click();
		// The button disappears once that is stored; until then the page must stay open.
		await unread.waitFor({ state: 'detached' });
		await finish(page, longPath);
		const other = await device.open('/saved/');
		await settled(other);
		const input = other.getByLabel('Reading history file');
		await input.setInputFiles(file);
		await other.getByText('Imported and merged').waitFor();
		// The later action wins: unread here, after it was read there; the other article stays read.
		await other.getByRole('button', { name: `Mark as unread: ${long.title}` }).waitFor();
		expect(await other.getByRole('button', { name: `Mark as unread: ${title}` }).count()).toBe(0);

		writeFileSync(file, '{"format":"something else"}');
		await input.setInputFiles(file);
		await other.getByText(/^Not imported:/).waitFor();
	});
});
