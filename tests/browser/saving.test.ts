import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { findUpdate, heading, openDevice, openUpdated, settled } from './open-device.ts';
import { titles } from './open-site.ts';

const device = openDevice(inject('releaseA'));
const { category, slug, title } = fixtureArticle(0);
const path = `/${category}/${slug}/`;

/** Paths in the cache of saved articles, in order. */
const keptPaths = (page: Page) =>
	page.evaluate(async () => {
		const name = (await caches.keys()).find((key) => key.endsWith('|saved'))!;
		return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
	});

const keptPages = async (page: Page) =>
	(await keptPaths(page)).filter((name) => name.endsWith('/'));

const saveButton = (page: Page) => page.getByRole('button', { name: `Save for offline: ${title}` });
const savedButton = (page: Page) =>
	page.getByRole('button', { name: `Saved on this device: ${title}` });

describe('saving', () => {
	it('one article: shows its size, saves it, says so, and removes it', async () => {
		const page = await device.install(path);
		await expect.poll(() => saveButton(page).textContent()).toMatch(/\d+ kB/);
		await saveButton(page).click();
		await savedButton(page).waitFor();
		expect(await keptPages(page)).toEqual([`/x/y${path}`]);
		device.server.down();
		const cold = await device.open(path);
		expect(await heading(cold)).toBe(title);
		await settled(cold);
		await savedButton(cold).click();
		await saveButton(cold).waitFor();
		expect(await keptPaths(cold)).toEqual([]);
	});

	it('a filtered view: shows number and size before, progress during, a facet after', async () => {
		device.server.delay = 150;
		const page = await device.install('/?tag=c%23&sort=title');
		const button = page.getByRole('button', { name: /^Save all 15 articles \(.* (?:kB|MB)\)$/ });
		await button.click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: [1-9]\d* of 15/).waitFor();
		await progress.getByText(/kB of|MB of/).waitFor();
		await progress.waitFor({ state: 'detached', timeout: 30_000 });
		expect((await keptPages(page)).length).toBe(15);
		device.server.down();
		await page.goto(device.url('/'));
		await settled(page);
		await page.getByRole('checkbox', { name: 'Saved 15' }).check();
		await page
			.getByRole('status')
			.getByText(/^15 of 60 articles/)
			.waitFor();
		expect((await titles(page)).length).toBe(15);
		expect(new URL(page.url()).search).toBe('');
	});

	it('can be paused, resumed, and canceled, which keeps complete articles', async () => {
		device.server.delay = 60;
		const page = await device.install();
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: [3-9] of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused: \d+ of 60/).waitFor();
		const count = (await keptPages(page)).length;
		await page.waitForTimeout(500);
		expect((await keptPages(page)).length).toBe(count);
		device.server.forget();
		await progress.getByRole('button', { name: 'Resume' }).click();
		await expect.poll(async () => (await keptPages(page)).length).toBeGreaterThan(count + 2);
		const again = device.server.asked.filter((name) => /^(backend|web|data)\/./.test(name));
		expect(new Set(again).size).toBe(again.length);
		await progress.getByRole('button', { name: 'Cancel' }).click();
		await progress.waitFor({ state: 'detached' });
		const left = await keptPages(page);
		await page.goto(device.url('/saved/'));
		await settled(page);
		const listed = page.getByRole('list', { name: 'Saved articles' }).getByRole('listitem');
		await listed.first().waitFor();
		expect(Math.abs((await listed.count()) - left.length)).toBeLessThanOrEqual(1);
	});

	it('continues without articles that were removed meanwhile, also after a reload', async () => {
		device.server.delay = 60;
		const page = await device.install();
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: [3-9] of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused: \d+ of 60/).waitFor();
		const removed = (await keptPages(page))[0]!;
		await page
			.getByRole('button', { name: /^Saved: / })
			.first()
			.click();
		await progress.getByText(/^Paused: \d+ of 59/).waitFor();
		await expect.poll(() => keptPages(page)).not.toContain(removed);
		await page.reload();
		await settled(page);
		await progress.getByText(/^Paused: \d+ of 59/).waitFor();
		device.server.delay = 0;
		await progress.getByRole('button', { name: 'Resume' }).click();
		await progress.waitFor({ state: 'detached', timeout: 30_000 });
		const kept = await keptPages(page);
		expect(kept).toHaveLength(59);
		expect(kept).not.toContain(removed);
	});

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

	it('updates a changed article once there is a network, and says so', async () => {
		const page = await device.install(path);
		await expect.poll(() => saveButton(page).textContent()).toMatch(/\d+ kB/);
		await saveButton(page).click();
		await savedButton(page).waitFor();
		device.server.deploy(inject('releaseB'));
		await findUpdate(page);
		await openUpdated(page, device.url('/'));
		await page.getByText(`Updated saved article: ${title}`).waitFor({ timeout: 30_000 });
		device.server.down();
		await page.goto(device.url(path));
		await settled(page);
		expect(await page.locator('#articleBody').textContent()).toContain('Edition B.');
	});

	it('requests persistent storage once, and shows the answer', async () => {
		const page = await device.install(path);
		await expect.poll(() => saveButton(page).textContent()).toMatch(/\d+ kB/);
		await saveButton(page).click();
		await savedButton(page).waitFor();
		await page.getByRole('link', { name: 'Saved', exact: true }).click();
		await page.getByText(/Using \d+ kB of|Using .* MB of/).waitFor();
		await page.getByText(/Your browser (?:will keep|may delete)/).waitFor();
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
