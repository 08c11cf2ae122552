import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { heading, openDevice, settled } from './open-device.ts';

const device = openDevice(inject('features'), { mayBeInstalled: true });
const path = '/web/features/';
const title = 'Everything Markdown can do';

const button = (page: Page, label: string) =>
	page.getByRole('button', { name: `${label}: ${title}`, exact: true });

/** Paths of the saved pages of the sample, in order. */
const samplePages = (page: Page) =>
	page.evaluate(async () => {
		const name = (await caches.keys()).find((key) => key.endsWith('|saved'))!;
		const requests = await (await caches.open(name)).keys();
		return requests
			.map(({ url }) => new URL(url).pathname)
			.filter((saved) => saved.includes('/sample/') && saved.endsWith('/'))
			.sort();
	});

async function saveWithSample(page: Page) {
	const save = button(page, 'Save with sample');
	await expect.poll(() => save.textContent()).toMatch(/\d+ kB/);
	await save.click();
	await button(page, 'Sample saved').waitFor();
	await button(page, 'Saved on this device').waitFor();
}

describe('an article with a sample', () => {
	it('is saved with it in the size that the button shows, and both open offline', async () => {
		const page = await device.install(path);
		const save = button(page, 'Save with sample');
		await expect.poll(() => save.textContent()).toMatch(/\d+ kB/);
		const size = /(\d+) kB/.exec((await save.textContent())!);
		await saveWithSample(page);
		expect(await samplePages(page)).toEqual([
			'/web/features/sample/',
			'/web/features/sample/setup.txt/'
		]);
		device.server.down();
		await page.getByRole('link', { name: 'Sample code and tests' }).click();
		await page.getByRole('heading', { level: 1, name: `Sample: ${title}` }).waitFor();
		await page.getByRole('link', { name: 'setup.txt' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'setup.txt' }).waitFor();
		const cold = await device.open('/web/features/sample/setup.txt/');
		expect(await heading(cold)).toBe('setup.txt');
		await cold.goto(device.url('/saved/'));
		await settled(cold);
		const saved = cold.getByRole('list', { name: 'Saved articles' }).getByRole('listitem');
		await expect.poll(() => saved.textContent()).toContain(`${size?.[1]} kB with its sample`);
		expect(await saved.count()).toBe(1);
		await cold.getByRole('button', { name: 'Check saved copies' }).click();
		await cold.getByText('The article is intact.').waitFor();
	});

	it('is saved without it by default', async () => {
		const page = await device.install(path);
		await button(page, 'Save for offline').click();
		await button(page, 'Saved on this device').waitFor();
		expect(await samplePages(page)).toEqual([]);
		device.server.down();
		await page.goto(device.url(`${path}sample/`));
		expect(await heading(page)).toBe('You’re offline');
	});

	it('can lose the sample alone, or both', async () => {
		const page = await device.install(path);
		await saveWithSample(page);
		await button(page, 'Sample saved').click();
		await button(page, 'Save with sample').waitFor();
		expect(await samplePages(page)).toEqual([]);
		await button(page, 'Saved on this device').waitFor();
		await saveWithSample(page);
		expect(await samplePages(page)).toHaveLength(2);
		await button(page, 'Saved on this device').click();
		await button(page, 'Save for offline').waitFor();
		expect(await samplePages(page)).toEqual([]);
	});

	it('is not saved if a page of the sample fails, and says why', async () => {
		const page = await device.install(path);
		device.server.fail((name) => (name.includes('/sample/setup.txt/') ? 500 : null));
		await button(page, 'Save with sample').click();
		await page.getByRole('alert').getByText('Connection lost').waitFor();
		expect(await samplePages(page)).toEqual([]);
		device.server.fail(null);
		await page.getByRole('button', { name: 'Resume' }).click();
		await button(page, 'Sample saved').waitFor();
	});
});
