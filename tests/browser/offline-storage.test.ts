import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { heading, openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { read } from './read-article.ts';
import { narrowed } from './until.ts';

describe('when the browser evicts cached files', () => {
	const device = openDevice(inject('releaseA'), { mayBeInstalled: true });
	const dropFromBuild = (page: Page, pattern: string) =>
		page.evaluate(async (source) => {
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys())
					if (name.includes('|build|') && new RegExp(source).test(request.url))
						await cache.delete(request);
			}
		}, pattern);
	const has = (page: Page, pattern: string) =>
		page.evaluate(async (source) => {
			for (const name of await caches.keys())
				if (name.includes('|build|'))
					for (const request of await (await caches.open(name)).keys())
						if (new RegExp(source).test(request.url)) return true;
			return false;
		}, pattern);

	it('17: a single entry is repaired online; offline the page says so and is never blank', async () => {
		const page = await device.install();
		await dropFromBuild(page, '/backend/\\?__WB');
		await page.goto(device.url('/backend/'));
		expect(await heading(page)).toBe('Backend Articles');
		await expect.poll(() => has(page, '/backend/\\?__WB')).toBe(true);
		await dropFromBuild(page, '/backend/\\?__WB');
		device.server.down();
		await page.goto(device.url('/backend/'));
		expect(await heading(page)).toBe('You’re offline');
	});

	it('18: after all storage was cleared, the site is loaded and cached again', async () => {
		const page = await device.install();
		await page.evaluate(async () => {
			for (const name of await caches.keys()) await caches.delete(name);
		});
		await page.goto(device.url('/'));
		expect((await titles(page)).length).toBe(60);
		await expect.poll(() => has(page, '/data/\\?__WB')).toBe(true);
		await expect.poll(() => has(page, '/offline/\\?__WB')).toBe(true);
		device.server.down();
		await page.goto(device.url('/data/'));
		expect(await heading(page)).toBe('Data Articles');
	});

	it.each([
		['truncated', (text: string) => text.slice(0, text.length / 2)],
		['of another schema', () => JSON.stringify({ schema: 'other', index: {} })],
		['empty', () => '{}'],
		[
			'bit-flipped, and JSON as before',
			(text: string) =>
				text.replace(/\d(?=\D*$)/, (digit) => String.fromCharCode(digit.charCodeAt(0) ^ 1))
		]
	])('22: a search index that is %s is discarded and fetched again', async (_, damage) => {
		const page = await device.install();
		const text = await page.evaluate(async () => {
			for (const name of await caches.keys())
				for (const request of await (await caches.open(name)).keys())
					if (/\/index\.[^/]*\.json/.test(request.url))
						return await (await caches.match(request))!.text();
			return '';
		});
		expect(text.length).toBeGreaterThan(1000);
		const damageIt = () =>
			page.evaluate(async (broken) => {
				for (const name of await caches.keys()) {
					const cache = await caches.open(name);
					for (const request of await cache.keys())
						if (/\/index\.[^/]*\.json/.test(request.url))
							await cache.put(
								request,
								new Response(broken, { headers: { 'Content-Type': 'application/json' } })
							);
				}
			}, damage(text));
		await damageIt();
		await page.goto(device.url('/?q=queue'));
		await settled(page);
		await narrowed(page);
		expect(await page.getByRole('status').textContent()).toMatch(/^\d+ of 60 articles/);
		await damageIt();
		device.server.down();
		await page.goto(device.url('/?q=queue'));
		await settled(page);
		await page.getByText('Full-text search is unavailable').waitFor();
		expect((await titles(page)).length).toBeGreaterThan(0);
		device.server.up();
		await page.goto(device.url('/?q=queue'));
		await settled(page);
		expect(await page.getByText('Full-text search is unavailable').count()).toBe(0);
	});

	it('22: an intact search index is kept if the code that reads it cannot be fetched', async () => {
		const page = await device.install();
		const dropped = await page.evaluate(async () => {
			let count = 0;
			for (const name of await caches.keys()) {
				const cache = await caches.open(name);
				for (const request of await cache.keys())
					if (/\/chunks\//.test(request.url))
						if ((await (await cache.match(request))!.text()).includes(': not a list of sections'))
							count += Number(await cache.delete(request));
			}
			return count;
		});
		expect(dropped).toBe(1);
		device.server.down();
		await page.goto(device.url('/?q=queue'));
		await page.getByText('Full-text search is unavailable').waitFor();
		expect(await has(page, '/index\\.[^/]*\\.json')).toBe(true);
		device.server.up();
		await page.goto(device.url('/?q=queue'));
		await settled(page);
		expect(await page.getByText('Full-text search is unavailable').count()).toBe(0);
	});
});

describe('without storage space', () => {
	const device = openDevice(inject('releaseA'));

	it('16: the site works online, and says that it is not stored', async () => {
		const page = await device.context.newPage();
		const session = await device.context.newCDPSession(page);
		await session.send('Storage.overrideQuotaForOrigin', {
			origin: device.server.origin,
			quotaSize: 20_000
		});
		await page.goto(device.url('/'));
		await settled(page);
		await page.getByText('This browser couldn’t store the library').waitFor({ timeout: 20_000 });
		await page.goto(device.url(read.path));
		expect(await heading(page)).toBe(read.title);
	});

	it('16: the installed version stays if the next does not fit', async () => {
		const page = await device.install();
		const session = await device.context.newCDPSession(page);
		const { usage } = await session.send('Storage.getUsageAndQuota', {
			origin: device.server.origin
		});
		await session.send('Storage.overrideQuotaForOrigin', {
			origin: device.server.origin,
			quotaSize: Math.ceil(usage + 20_000)
		});
		device.server.deploy(inject('releaseB'));
		await page.evaluate(async () => {
			const registration = (await navigator.serviceWorker.getRegistration())!;
			await registration.update().catch(() => {});
			const worker = registration.installing;
			await new Promise<void>((done) => {
				if (!worker || worker.state === 'redundant') done();
				else worker.onstatechange = () => worker.state === 'redundant' && done();
			});
		});
		device.server.down();
		await page.goto(device.url('/'));
		expect((await titles(page)).length).toBe(60);
	});
});
