import { readFileSync } from 'node:fs';
import type { FileChooser, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { focusedName, press, tabTo } from './keyboard.ts';
import { listen, said } from './live-regions.ts';
import { findUpdate, markAsRead, openDevice, rested } from './open-device.ts';
import { stored } from './reading-clock.ts';
import { articlePage } from './saved-pages.ts';
import { until } from './until.ts';

const device = openDevice(inject('releaseA'), { mayBeInstalled: true });
const { category, slug, title } = fixtureArticle(0);
const path = `/${category}/${slug}/`;

/** Opens a page with an active worker and every deferred part. */
async function open(at = '/'): Promise<Page> {
	const page = await device.install(at);
	await rested(page);
	return page;
}

async function visit(page: Page, at: string) {
	await page.goto(device.url(at));
	await rested(page);
}

/** The focused element has that name and is in a part of the page. */
const focusIn = (page: Page, part: string, name: string | RegExp) =>
	until(
		page,
		([selector, text]) => {
			const { activeElement: focused } = document;
			const of = focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
			return !!focused?.closest(selector!) && new RegExp(text!).test(of.trim());
		},
		[part, typeof name === 'string' ? `^${name}$` : name.source] as const
	);

describe('by keyboard alone', () => {
	it('an article can be saved from its card and removed on its page', async () => {
		const page = await open('/?sort=title');
		await page.getByRole('link', { name: fixtureArticle(8).title, exact: true }).waitFor();
		await tabTo(page, /^Save: The broker/);
		await press(page, 'Enter');
		await focusIn(page, 'article', /Saved: The broker/);
		await press(page, 'Space');
		await focusIn(page, 'article', /Save: The broker/);
		await visit(page, path);
		await tabTo(page, `Save for offline: ${title}`);
		await press(page, 'Space');
		await focusIn(page, 'article', /^Saved on this device/);
		await press(page, 'Enter');
		await focusIn(page, 'article', /^Save for offline/);
	});

	it('saving a list can be paused, resumed and canceled, with short announcements', async () => {
		const page = await open();
		const release = device.server.hold(articlePage, 5);
		await listen(page);
		await page.getByRole('button', { name: /^Save all 60 articles/ }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Pause' }).waitFor();
		await tabTo(page, 'Pause');
		await page.getByText(/^Saving: 5 of 60/).waitFor();
		await press(page, 'Enter');
		await page.getByText(/^Paused: 5 of 60/).waitFor();
		expect(await focusedName(page)).toBe('Resume');
		release();
		device.server.hold(articlePage, 5);
		await press(page, 'Enter');
		await focusIn(page, '[role=group]', 'Pause');
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Cancel');
		await page.keyboard.press('Enter');
		await page.getByRole('group', { name: 'Saving for offline' }).waitFor({ state: 'detached' });
		await focusIn(page, 'main', /^Save all/);
		expect(await said(page)).toEqual(['Saving 60 articles', 'Saving paused', 'Saving 60 articles']);
	});

	it('a control on a phone is not covered by the notice that it causes', async () => {
		const page = await open();
		// Nothing is saved while the test looks.
		device.server.delay = 10_000;
		await page.setViewportSize({ width: 360, height: 640 });
		const button = page.getByRole('button', { name: /^Save all 60 articles/ });
		await button.focus();
		await page.keyboard.press('Enter');
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.waitFor();
		const clear = async () => {
			const [pressed, cover] = [await button.boundingBox(), await progress.boundingBox()];
			return cover!.y - pressed!.y - pressed!.height;
		};
		await expect.poll(clear).toBeGreaterThan(0);
		expect(await focusedName(page)).toMatch(/^Save all 60/);
	});

	it('the focus stays close when saving ends and its controls disappear, which is announced', async () => {
		const page = await open('/?tag=c%23&category=web');
		await listen(page);
		const save = page.getByRole('button', { name: /^Save all \d+ articles/ });
		const count = /\d+/.exec((await save.textContent())!)![0];
		await save.focus();
		await page.keyboard.press('Enter');
		await save.waitFor({ state: 'detached' });
		await until(page, () => !!document.activeElement?.closest('main :is(a, button)'));
		await expect
			.poll(() => said(page))
			.toEqual([`Saving ${count} articles`, `${count} articles saved on this device`]);
	});

	it('saved articles can be verified, and removed one by one and all at once', async () => {
		const page = await open('/?tag=c%23&category=web');
		await page.getByRole('button', { name: /^Save all/ }).click();
		await page.getByRole('button', { name: /^Save all/ }).waitFor({ state: 'detached' });
		await visit(page, '/saved/');
		const list = page.getByRole('list', { name: 'Saved articles' });
		const buttons = list.getByRole('button');
		const [first, second] = [await buttons.nth(0), await buttons.nth(1)];
		const next = (await second.getAttribute('aria-label'))!;
		await tabTo(page, (await first.getAttribute('aria-label'))!);
		const count = await buttons.count();
		await page.keyboard.press('Enter');
		await expect.poll(() => buttons.count()).toBe(count - 1);
		// The focus is now on the next article's title or button.
		await focusIn(page, 'ul', new RegExp(next.replace('Remove: ', '')));
		await tabTo(page, 'Check saved copies');
		await press(page, 'Enter');
		await page.locator('[aria-live=polite]', { hasText: / intact\.$/ }).waitFor();
		expect(await focusedName(page)).toBe('Check saved copies');
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Remove all');
		await page.keyboard.press('Enter');
		await list.waitFor({ state: 'detached' });
		await focusIn(page, 'main', /./);
	});

	it('the reading history can be marked unread, cleared, exported and imported', async () => {
		const page = await open(path);
		// Registered early: Playwright misses a file chooser that opens immediately.
		const chosen = new Promise<FileChooser>((resolve) => page.once('filechooser', resolve));
		await tabTo(page, 'Mark as read');
		await press(page, 'Enter');
		await focusIn(page, '.end', 'Mark as unread');
		await visit(page, '/?q=cursor');
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().press('Enter');
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		await stored(page);
		await visit(page, '/saved/');
		await tabTo(page, /^Mark as unread/);
		await page.keyboard.press('Enter');
		await focusIn(page, 'main', /./);
		await tabTo(page, 'Clear recent searches');
		await page.keyboard.press('Enter');
		await focusIn(page, '.reader-tools', 'Export reading history');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.keyboard.press('Enter')
		]);
		expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toBeTypeOf('object');
		expect(await focusedName(page)).toBe('Export reading history');
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Import reading history');
		await page.keyboard.press('Enter');
		const chooser = await chosen;
		await chooser.setFiles(await download.path());
		await page.locator('[aria-live=polite]', { hasText: 'Imported and merged' }).waitFor();
		expect(await focusedName(page)).toBe('Import reading history');
	});

	it('notices are reached from the end of the page and return the focus', async () => {
		const page = await open(path);
		device.server.deploy(inject('releaseB'));
		await findUpdate(page);
		await page.getByText('A new version is available').waitFor();
		await page.getByRole('link', { name: 'Tags', exact: true }).focus();
		await page.getByRole('button', { name: 'Reload now' }).focus();
		await press(page, 'Tab');
		expect(await focusedName(page)).toBe('Later');
		await page.keyboard.press('Enter');
		await focusIn(page, 'nav', 'Tags');

		await markAsRead(page);
		await page.evaluate(() => {
			const event = new Event('beforeinstallprompt', { cancelable: true });
			dispatchEvent(Object.assign(event, { prompt: async () => {} }));
		});
		await page.getByText('Read here often?').waitFor();
		await tabTo(page, 'No, thanks');
		await page.keyboard.press('Enter');
		await focusIn(page, 'main', /./);
	});
});
