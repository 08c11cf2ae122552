import { describe, expect, inject, it } from 'vitest';
import { findUpdate, heading, openDevice, openUpdated, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import {
	articlePage,
	keptPages,
	keptPaths,
	path,
	saveButton,
	savedButton,
	title
} from './saved-pages.ts';

const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

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
		const page = await device.install('/?tag=c%23&sort=title');
		const release = device.server.hold(articlePage, 5);
		const button = page.getByRole('button', { name: /^Save all 15 articles \(.* (?:kB|MB)\)$/ });
		await button.click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: 5 of 15/).waitFor();
		await progress.getByText(/kB of|MB of/).waitFor();
		release();
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
		const page = await device.install();
		const release = device.server.hold(articlePage, 5);
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: 5 of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused: 5 of 60/).waitFor();
		const count = (await keptPages(page)).length;
		await page.waitForTimeout(500);
		expect((await keptPages(page)).length).toBe(count);
		release();
		device.server.forget();
		device.server.hold(articlePage, 5);
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
		const page = await device.install();
		const release = device.server.hold(articlePage, 5);
		await page.getByRole('button', { name: /^Save all 60 articles/ }).click();
		const progress = page.getByRole('group', { name: 'Saving for offline' });
		await progress.getByText(/^Saving: 5 of 60/).waitFor();
		await progress.getByRole('button', { name: 'Pause' }).click();
		await progress.getByText(/^Paused: 5 of 60/).waitFor();
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
		release();
		await progress.getByRole('button', { name: 'Resume' }).click();
		await progress.waitFor({ state: 'detached', timeout: 30_000 });
		const kept = await keptPages(page);
		expect(kept).toHaveLength(59);
		expect(kept).not.toContain(removed);
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
