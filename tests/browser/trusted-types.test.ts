import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { heading, openDevice, rested, settled } from './open-device.ts';
import { clickUntil } from './live-figure.ts';
import { listen, openCold, violations, workerListener } from './policy-violations.ts';

afterEach(() => expect(violations.splice(0)).toEqual([]));

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });

/** Follows a link without loading a document. */
async function follow(page: Page, name: string | RegExp, title: string | RegExp) {
	await page.evaluate(() => ((globalThis as { sameDocument?: true }).sameDocument = true));
	await page.getByRole('main').getByRole('link', { name }).first().click();
	await page.getByRole('heading', { level: 1, name: title }).waitFor();
	expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
}

describe('under Trusted Types', () => {
	const device = openDevice(inject('features'), { prepare: listen });

	beforeEach(() => void (device.server.workerPrefix = workerListener));

	it('the browser refuses scripts in the worker too, and says so to this test', async () => {
		await device.install('/');
		const refused = await device.context.serviceWorkers()[0]!.evaluate(() => {
			try {
				(globalThis as unknown as { importScripts(url: string): void }).importScripts('/other.js');
				return '';
			} catch (error) {
				return String(error);
			}
		});
		expect(refused).toMatch(/requires 'TrustedScriptURL'/);
		await expect.poll(() => violations).toHaveLength(1);
		expect(violations.splice(0)[0]).toMatch(/^In the worker: require-trusted-types-for/);
	});

	it('lists, search, articles and samples work from page to page', async () => {
		const page = await device.install('/');
		await rested(page);
		await page.getByRole('searchbox', { name: 'Search articles' }).fill('binnacle');
		await page
			.getByRole('status')
			.getByText(/^\d+ of/)
			.waitFor();
		await page.getByRole('searchbox', { name: 'Search articles' }).fill('');
		await page.getByRole('checkbox', { name: /^Intermediate/ }).check();
		await follow(page, 'Everything Markdown can do', 'Everything Markdown can do');
		await rested(page);
		await page.getByRole('button', { name: /^Copy/ }).first().click();
		await follow(page, 'Sample code and tests', /^Sample/);
		await follow(page, 'setup.txt', 'setup.txt');
		await page.goBack();
		await page.goBack();
		const title = { level: 1, name: 'Everything Markdown can do', exact: true };
		await page.getByRole('heading', title).waitFor();
		await follow(page, 'island', 'Islands in the text');
		const count = (clicks: number) => page.getByRole('button', { name: `Count ${clicks}` });
		await clickUntil(count(5), count(6));
		await page.keyboard.press('Control+k');
		await dialog(page).getByRole('searchbox').fill('markdown');
		await dialog(page).getByRole('link').first().click();
		await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
	});

	it('the worker, saved pages, the history and what is offline work', async () => {
		const page = await device.install('/web/features/');
		await rested(page);
		await page.getByRole('button', { name: /^Save with sample/ }).click();
		await page.getByRole('button', { name: /^Sample saved/ }).waitFor();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		device.server.down();
		await page.goto(device.url('/?q=markdown'));
		await settled(page);
		await page
			.getByRole('status')
			.getByText(/^\d+ of/)
			.waitFor();
		await page.goto(device.url('/web/features/sample/setup.txt/'));
		expect(await heading(page)).toBe('setup.txt');
		await page.goto(device.url('/saved/'));
		await settled(page);
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: /^Export/ }).click();
		await download;
		await page.getByRole('link', { name: 'Everything Markdown can do' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Everything Markdown can do' }).waitFor();
		await page.goto(device.url('/web/islands/'));
		await page.getByRole('heading', { level: 1 }).waitFor();
	});
});

describe('under Trusted Types, pages from the network', () => {
	const features = openCold(inject('features'));
	const own = openCold(inject('own'));

	it('the browser refuses HTML that passed no policy, and says so to this test', async () => {
		const { page, url } = features;
		await page.goto(url('/'));
		const refused = await page.evaluate(() => {
			try {
				document.createElement('div').innerHTML = '<p>';
				return false;
			} catch {
				return true;
			}
		});
		expect(refused).toBe(true);
		// The policy is in the page and in the header, and each of them reports.
		await expect.poll(() => violations.length).toBe(2);
		expect(violations.splice(0)[0]).toMatch(/^require-trusted-types-for trusted-types-sink/);
		const other = await page.evaluate(() => {
			const { trustedTypes } = globalThis as unknown as {
				trustedTypes: { createPolicy(name: string, rules: object): unknown };
			};
			try {
				trustedTypes.createPolicy('another', {});
				return false;
			} catch {
				return true;
			}
		});
		expect(other).toBe(true);
		await expect.poll(() => violations.length).toBe(2);
		violations.length = 0;
	});

	it.each([
		...['/', '/web/', '/web/level/intermediate/', '/tags/', '/tags/markdown/', '/saved/'],
		...['/offline/', '/404.html', '/nowhere/', '/reference/all-markdown/', '/reference/all-svx/'],
		...['/web/features/', '/web/features/sample/', '/web/features/sample/setup.txt/'],
		...['/web/islands/', '/web/uneven/', '/web/old-name/?q=a', '/web/features/picture.png']
	])('%s opens cold', async (path) => {
		const { page, url } = features;
		await page.goto(url(path));
		await page.waitForLoadState('networkidle');
		if (path.endsWith('.png')) return;
		expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
		// A page for readers without a network needs no script.
		if (path.includes('/sample/')) await settled(page);
		else if (path !== '/offline/') await rested(page);
	});

	it('a phone has its filters and the article its figures', async () => {
		const { page, url } = own;
		await page.setViewportSize({ width: 390, height: 844 });
		await page.goto(url('/backend/'));
		await settled(page);
		await page.getByRole('button', { name: /^Filters/ }).click();
		await page.getByRole('dialog').getByRole('checkbox').first().check();
		for (const path of [
			'/backend/nanoid-over-uuid/',
			'/backend/event-driven-cache-invalidation/',
			'/backend/transactional-outbox-nats/'
		]) {
			await page.goto(url(path));
			await rested(page);
			const controls = page.locator('#articleBody').locator('input, select, button').first();
			await controls.scrollIntoViewIfNeeded();
			await controls.press('ArrowRight');
		}
	});
});
