import { describe, expect, inject, it } from 'vitest';
import { openDevice, settled } from './open-device.ts';
import { keptPages, path, saveButton, savedButton, title } from './saved-pages.ts';

const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

describe('saving', () => {
	it.each([
		['destroy', 'Connection lost'],
		['cut', 'Connection lost'],
		[500, 'Connection lost'],
		['portal', 'The site is being updated']
	] as const)(
		'13, 15: an article answered by %s is not kept, and it says why',
		async (fault, words) => {
			const page = await device.install(path);
			await expect.poll(() => saveButton(page).textContent()).toMatch(/\d+ kB/);
			device.server.fail((name) => (name === path.slice(1) ? fault : null));
			await saveButton(page).click();
			await page.getByRole('alert').getByText(words).waitFor();
			expect(await keptPages(page)).toEqual([]);
			device.server.fail(null);
			await page.getByRole('button', { name: 'Resume' }).click();
			await savedButton(page).waitFor();
		}
	);

	it('without storage space says so and keeps complete articles', async () => {
		const page = await device.install();
		const session = await device.context.newCDPSession(page);
		const { usage } = await session.send('Storage.getUsageAndQuota', {
			origin: device.server.origin
		});
		await session.send('Storage.overrideQuotaForOrigin', {
			origin: device.server.origin,
			quotaSize: Math.ceil(usage + 150_000)
		});
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		await page.getByRole('alert').getByText('Not enough space').waitFor();
		await page.goto(device.url('/saved/'));
		await settled(page);
		const count = await page
			.getByRole('list', { name: 'Saved articles' })
			.getByRole('listitem')
			.count();
		expect(count).toBeLessThan(60);
		if (count) {
			await page.getByRole('button', { name: 'Check saved copies' }).click();
			await page.getByText(/ intact\.$/).waitFor();
		}
	});

	it('keeps articles that reading never evicts, and detects damage', async () => {
		const page = await device.install(path);
		await expect.poll(() => saveButton(page).textContent()).toMatch(/\d+ kB/);
		await saveButton(page).click();
		await savedButton(page).waitFor();
		await page.evaluate(async () => {
			const name = (await caches.keys()).find((key) => key.endsWith('|saved'))!;
			const cache = await caches.open(name);
			const [request] = await cache.keys();
			const response = (await cache.match(request!))!;
			const text = (await response.text()).replace('Opening', 'Openinh');
			await cache.put(request!, new Response(text, { headers: response.headers }));
		});
		await page.goto(device.url('/saved/'));
		await settled(page);
		await page.getByRole('button', { name: 'Check saved copies' }).click();
		await page.getByText('1 of 1 article is damaged.').waitFor();
		await page.getByRole('button', { name: `Save again: ${title}` }).click();
		const sound = page.getByText('The article is intact.');
		await expect
			.poll(async () => {
				await page.getByRole('button', { name: 'Check saved copies' }).click();
				return sound.waitFor({ timeout: 3000 }).then(
					() => 'sound',
					() => 'not yet'
				);
			})
			.toBe('sound');
	});
});

describe('saving, when the browser dies', () => {
	const device = openDevice(inject('releaseA'), { onDisk: true });

	it('completes after ten crashes: nothing is fetched twice, every byte is verified', async () => {
		device.server.delay = 25;
		let page = await device.install();
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const counts: number[] = [];
		for (let turn = 0; turn < 10; turn++) {
			await page.waitForTimeout(80 + ((turn * 137) % 300));
			await device.kill();
			await device.restart();
			page = await device.open('/');
			await settled(page);
			counts.push((await keptPages(page)).length);
			const resume = page.getByRole('button', { name: 'Resume' });
			if (counts.at(-1)! < 60) {
				await page.getByText(new RegExp(`^Paused: ${counts.at(-1)} of 60`)).waitFor();
				await resume.click();
			}
		}
		expect(counts).toEqual([...counts].sort((a, b) => a - b));
		await page
			.getByRole('group', { name: 'Saving for offline' })
			.waitFor({ state: 'detached', timeout: 60_000 });
		const paths = await keptPages(page);
		expect(paths.length).toBe(60);
		expect(new Set(paths).size).toBe(60);
		await page.goto(device.url('/saved/'));
		await settled(page);
		await page.getByRole('button', { name: 'Check saved copies' }).click();
		await page.getByText('All 60 articles are intact.').waitFor();
	}, 240_000);
});
