import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { checkEpub, hasEpubCheck, noMessages } from '../built/epub-check.ts';
import { fixtureArticle } from '../built/fixture-library.ts';
import { openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { articlePage } from './saved-pages.ts';

const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

const makeButton = (page: Page) => page.getByRole('button', { name: 'Download this view as EPUB' });
const panelOf = (page: Page) => page.getByRole('group', { name: 'EPUB of this view' });

/** Waits for a book that the page hands over. */
async function downloaded(page: Page, press: () => Promise<void>) {
	const [download] = await Promise.all([page.waitForEvent('download'), press()]);
	const bytes = new Uint8Array(readFileSync(await download.path()));
	const contents = strFromU8(unzipSync(bytes)['EPUB/nav.xhtml']!);
	const chapters = [...contents.matchAll(/<a href="[^"#]*">([^<]*)</g)].map(([, title]) => title!);
	return { name: download.suggestedFilename(), bytes, chapters };
}

describe('the EPUB of a view', () => {
	it('has its articles in its order, and leaves no trace among the visited ones', async () => {
		const page = await device.install('/?tag=c%23&sort=title');
		await page.getByRole('status').getByText('15 of 60 articles').waitFor();
		const { name, bytes, chapters } = await downloaded(page, () => makeButton(page).click());
		expect(name).toBe('fixture-c.epub');
		expect(chapters).toEqual(await titles(page));
		if (hasEpubCheck) expect(checkEpub(bytes)).toEqual(noMessages);
		await panelOf(page)
			.getByText(/^fixture-c\.epub has 15 articles \(\d+ kB\)\.$/)
			.waitFor();
		await panelOf(page).getByRole('button', { name: 'Close' }).click();
		await panelOf(page).waitFor({ state: 'detached' });
		const visited = await page.evaluate(async () => {
			const name = (await caches.keys()).find((key) => key.endsWith('|visited'));
			return name ? (await (await caches.open(name)).keys()).length : 0;
		});
		expect(visited).toBe(0);
	});

	it('offline has the saved articles, and says which could not be reached', async () => {
		const page = await device.install('/?q=ledger&sort=title');
		await page.getByRole('button', { name: /^Save all \d+ articles/ }).click();
		await page.getByText(/\d+ articles saved on this device/).waitFor({ state: 'attached' });
		const saved = await titles(page);
		device.server.down();
		await page.goto(device.url('/'));
		await settled(page);
		await page.getByText('offline', { exact: false }).first().waitFor();
		const link = page.getByRole('link', { name: /^Download as EPUB/ });
		const { bytes, chapters } = await downloaded(page, () => link.click());
		expect(chapters.toSorted()).toEqual(saved.toSorted());
		if (hasEpubCheck) expect(checkEpub(bytes)).toEqual(noMessages);
		const missing = 60 - saved.length;
		await panelOf(page)
			.getByText(`${missing} articles couldn’t be reached and are not in it:`)
			.waitFor();
		expect(await panelOf(page).getByRole('listitem').count()).toBe(missing);
	});

	it('offline without saved articles does not exist', async () => {
		const page = await device.install('/?tag=c%23');
		// Loads what makes the book.
		await downloaded(page, () => makeButton(page).click());
		device.server.down();
		await makeButton(page).click();
		await panelOf(page).getByText('None of the 15 articles could be reached').waitFor();
	});

	it('names an article that the server does not give', async () => {
		const { category, slug, title } = fixtureArticle(8);
		const page = await device.install('/?tag=c%23');
		device.server.fail((name) => (name === `${category}/${slug}/` ? 'portal' : null));
		const { chapters } = await downloaded(page, () => makeButton(page).click());
		expect(chapters).not.toContain(title);
		expect(chapters).toHaveLength(14);
		await panelOf(page).getByText('1 article couldn’t be reached and is not in it:').waitFor();
		expect(await panelOf(page).getByRole('listitem').allTextContents()).toEqual([title]);
	});

	it('can be canceled while it is made', async () => {
		const page = await device.install('/?q=part');
		await makeButton(page).waitFor();
		device.server.forget();
		let downloads = 0;
		page.on('download', () => downloads++);
		const release = device.server.hold(articlePage, 5);
		await makeButton(page).click();
		await panelOf(page).getByText('Making the EPUB: 5 of 60 articles', { exact: true }).waitFor();
		const isPage = (name: string) => articlePage.test(name);
		await expect.poll(() => device.server.asked.filter(isPage)).toHaveLength(9);
		await panelOf(page).getByRole('button', { name: 'Cancel' }).click();
		await panelOf(page).waitFor({ state: 'detached' });
		device.server.forget();
		release();
		await page.waitForTimeout(500);
		// The list fetches sections for its passages.
		const ofBook = /^(?:backend|web|data)\/.+(?<!\.json)$/;
		expect(device.server.asked.filter((name) => ofBook.test(name))).toEqual([]);
		expect(downloads).toBe(0);
	});
});
