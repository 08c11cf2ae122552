import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { bothColors, extremes, highContrast, looks, violations, violationsIn } from './audit.ts';
import { openDevice, rested } from './open-device.ts';
import { openSite } from './open-site.ts';
import { articlePage } from './saved-pages.ts';

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

	it('about contrast below seven to one in any kind of block', async () => {
		const page = await read('/web/features/');
		expect(await violationsIn(page, bothColors(1280), highContrast)).toEqual([]);
	});

	it('when it is partly read and a code block has been copied', async () => {
		const page = await read('/web/features/');
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await violations(page)).toEqual([]);
	});

	it('with a footnote open', async () => {
		const page = await read('/web/long/');
		await page.locator('#articleBody').getByRole('link', { name: '1', exact: true }).click();
		await page.getByRole('dialog', { name: 'Footnote 1' }).waitFor();
		expect(await violationsIn(page, bothColors(1280))).toEqual([]);
	});

	it('with a diagram enlarged', async () => {
		const page = await read('/web/features/');
		await page.getByRole('button', { name: 'Enlarge: An order is committed' }).focus();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').getByRole('img').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});
});

describe('axe-core finds nothing in notices and on the saved page', () => {
	const device = openDevice(inject('releaseA'), { mayBeInstalled: true });
	const { category, slug, title } = fixtureArticle(0);

	it('while saving, after saving failed, and with saved articles', async () => {
		const page = await device.install();
		const release = device.server.hold(articlePage, 5);
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: 5 of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused/).waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		device.server.fail((path) => (/^(backend|web|data)\/./.test(path) ? 500 : null));
		release();
		await progress.getByRole('button', { name: 'Resume' }).click();
		await progress.getByRole('alert').waitFor();
		expect(await violations(page)).toEqual([]);
		await progress.getByRole('button', { name: 'Cancel' }).click();
		await page.getByRole('link', { name: 'Saved', exact: true }).click();
		await page.getByRole('list', { name: 'Saved articles' }).getByRole('link').first().waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
	});

	it('with an update, without a network, and on the offline page', async () => {
		const page = await device.install(`/${category}/${slug}/`);
		await page.getByRole('button', { name: `Save for offline: ${title}` }).click();
		await page.getByRole('button', { name: `Saved on this device: ${title}` }).waitFor();
		device.server.deploy(inject('releaseB'));
		await page.evaluate(async () => {
			await (await navigator.serviceWorker.getRegistration())!.update();
		});
		await page.getByText('A new version is available').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		await page.getByRole('button', { name: 'Later' }).click();
		device.server.down();
		await page.goto(device.url('/'));
		await page.getByText('You can still browse and search, and open').waitFor();
		expect(await violationsIn(page, extremes)).toEqual([]);
		await page.goto(device.url('/backend/nowhere/'));
		await page.getByRole('heading', { name: 'You’re offline' }).waitFor();
		expect(await violations(page)).toEqual([]);
	});
});
