import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { OfflineList, PrecacheEntry } from '../../src/lib/core/offline/cache-entries.ts';
import { openDevice, markAsRead, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { stored } from './reading-clock.ts';

const own = inject('own');
const device = openDevice(own, { mayBeInstalled: true });

describe('the application', () => {
	it('meets the browser’s own criteria for installation', async () => {
		const page = await device.install();
		const session = await device.context.newCDPSession(page);
		const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
		// A test profile cannot install applications; that is not the site's fault.
		expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
		const { errors, data } = await session.send('Page.getAppManifest');
		expect(errors).toEqual([]);
		const manifest = JSON.parse(data!) as Record<
			string,
			{ src?: string; sizes?: string; url?: string }[]
		>;
		for (const { src, sizes } of [...manifest.icons!, ...manifest.screenshots!]) {
			const png = readFileSync(join(own.folder, src!));
			expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
		}
		for (const { url } of manifest.shortcuts!)
			expect((await page.goto(device.url(url!)))?.ok() ?? true).toBe(true);
	});

	it('searches for shared text', async () => {
		const page = await device.open('/manifest.webmanifest');
		const { share_target: target } = JSON.parse(await page.locator('body').innerText()) as {
			share_target: { action: string; params: { text: string } };
		};
		await page.goto(device.server.origin + `${target.action}?${target.params.text}=NanoID`);
		await settled(page);
		await expect.poll(async () => (await titles(page))[0]).toContain('NanoID');
	});

	it('offers its installation once an article has been read, and not again after a no', async () => {
		const page = await device.install();
		const offer = page.getByText('Read here often?');
		const ask = () =>
			page.evaluate(() => {
				const event = new Event('beforeinstallprompt', { cancelable: true });
				dispatchEvent(Object.assign(event, { prompt: async () => {} }));
			});
		await ask();
		await page.waitForTimeout(300);
		expect(await offer.count()).toBe(0);
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		await markAsRead(page);
		await offer.waitFor();
		await page.getByRole('button', { name: 'No, thanks' }).click();
		await stored(page);
		await page.reload();
		await settled(page);
		await ask();
		await page.waitForTimeout(300);
		expect(await offer.count()).toBe(0);
	});

	it('says that it is offline and what works, until it is online again', async () => {
		const page = await device.install();
		device.server.down();
		await page.reload();
		await settled(page);
		await page.getByText('You can still browse and search, and open').waitFor();
		device.server.up();
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await page
			.getByText('You can still browse and search, and open')
			.waitFor({ state: 'detached' });
	});

	it('installs at most 400 KB brotli on a first visit, for a library of 22', () => {
		const script = readFileSync(join(own.folder, 'service-worker.js'), 'utf8');
		const entries = JSON.parse(
			/^self\.precacheManifest=(\[.*\]);$/m.exec(script)![1]!
		) as PrecacheEntry[];
		const { articles } = JSON.parse(
			readFileSync(join(own.folder, 'offline.json'), 'utf8')
		) as OfflineList;
		// Files that grow with the library are scaled to 22 articles like ours.
		const growth = Math.max(1, 22 / Object.keys(articles).length);
		const bytes = entries.map(({ url }) => {
			const page = url === '' || url.endsWith('/');
			const data = readFileSync(join(own.folder, page ? `${url}index.html` : url));
			const grows = page || url.endsWith('.json');
			return brotliCompressSync(data).length * (grows ? growth : 1);
		});
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
	});
});
