import { describe, expect, inject, it } from 'vitest';
import {
	edition,
	offer,
	openAfterDeployment,
	openArticle,
	path,
	saidVersion
} from './new-version.ts';
import { buildOf, bundleOf, findUpdate, openDevice, openUpdated, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { listed, until } from './until.ts';

const [a, b, c] = [inject('releaseA'), inject('releaseB'), inject('releaseC')];
const device = openDevice(a, { mayBeInstalled: true });

describe('a new version', () => {
	it('7: a tab of the old one keeps working although its files are gone', async () => {
		const page = await device.install();
		const build = await buildOf(page);
		device.server.deploy(b);
		await page.getByRole('link', { name: 'Tags', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('searchbox').fill('cursor');
		await until(page, () =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		expect(await buildOf(page)).toBe(build);
		await page.getByRole('searchbox').fill('');
		await openArticle(page);
	});

	it('8: offline, the old one is still complete and unmixed with the new one', async () => {
		const page = await device.install(path);
		await page.goto(device.url('/'));
		const build = await buildOf(page);
		await openArticle(page);
		// Before the page responds, a link loads the next one in full, in the new version.
		await settled(page);
		device.server.deploy(b);
		await findUpdate(page);
		device.server.down();
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		expect(await buildOf(page)).toBe(build);
		await openArticle(page);
		expect(await edition(page)).toBe('A');
		const second = await device.open('/backend/');
		expect(await buildOf(second)).toBe(build);
	});

	it('10: accepted in one tab; the other loads it at its next navigation', async () => {
		const first = await device.install();
		const second = await device.open('/backend/');
		await settled(second);
		const build = await buildOf(first);
		device.server.deploy(b);
		await findUpdate(first);
		await offer(first).waitFor();
		await first.getByRole('button', { name: 'Reload now' }).click();
		await expect.poll(() => buildOf(first).catch(() => build)).not.toBe(build);
		expect(await buildOf(second)).toBe(build);
		await second.getByRole('link', { name: 'Tags', exact: true }).click();
		await second.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await expect.poll(() => buildOf(second).catch(() => build)).toBe(await buildOf(first));
	});

	it('10: offline, the other tab loads the new one from the cache', async () => {
		const first = await device.install();
		const second = await device.open('/backend/');
		await settled(second);
		device.server.deploy(b);
		await findUpdate(first);
		await first.getByRole('button', { name: 'Reload now' }).click();
		await expect
			.poll(() => first.evaluate(() => navigator.serviceWorker.controller?.state).catch(() => null))
			.toBe('activated');
		await settled(first);
		const build = await buildOf(first);
		device.server.down();
		await second.getByRole('link', { name: 'Fixture' }).first().click();
		await expect.poll(() => buildOf(second).catch(() => null)).toBe(build);
		await expect.poll(() => titles(second)).toHaveLength(60);
	});

	it('11: only the latest is offered; once declined, nothing is offered until the next', async () => {
		const page = await device.install();
		const keepsOpen = await device.open('/data/');
		await settled(keepsOpen);
		device.server.deploy(b);
		await findUpdate(page);
		await offer(page).waitFor();
		device.server.deploy(c);
		await findUpdate(page);
		// The waiting version is the third now, so the third is what the reader declines.
		await saidVersion(page);
		expect(await offer(page).count()).toBe(1);
		await page.getByRole('button', { name: 'Later' }).click();
		await offer(page).waitFor({ state: 'detached' });
		await page.reload();
		await settled(page);
		await page.waitForTimeout(500);
		expect(await offer(page).count()).toBe(0);
		device.server.deploy(b);
		await findUpdate(page);
		await offer(page).waitFor();
		// The next version arrives while the offer is open, and is the one that is accepted.
		device.server.deploy(c);
		await findUpdate(page);
		expect(await offer(page).count()).toBe(1);
		const build = await buildOf(page);
		await page.getByRole('button', { name: 'Reload now' }).click();
		await expect.poll(() => buildOf(page).catch(() => build)).not.toBe(build);
		await settled(page);
		await page.goto(device.url(path));
		await expect.poll(() => edition(page).catch(() => null)).toBe('C');
	});

	it('takes over at the next full navigation of the only tab', async () => {
		const page = await device.install();
		device.server.deploy(b);
		await findUpdate(page);
		await openUpdated(page, device.url('/?level=Advanced#search'));
		expect(page.url()).toBe(device.url('/?level=Advanced#search'));
		expect(await page.getByRole('checkbox', { name: /^Advanced/ }).isChecked()).toBe(true);
	});

	it('12: found in a hidden tab or before Back, it causes no reload and loses no query', async () => {
		const page = await device.install('/?q=cursor');
		await until(page, () =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		await listed(page);
		const shown = await titles(page);
		const front = await device.open('/backend/');
		await front.bringToFront();
		let loads = 0;
		page.on('load', () => loads++);
		device.server.deploy(b);
		await findUpdate(page);
		await page.waitForTimeout(500);
		await page.bringToFront();
		expect(loads).toBe(0);
		expect(await page.getByRole('searchbox').inputValue()).toBe('cursor');
		await page.goto('about:blank');
		await page.goBack();
		await settled(page);
		await until(page, () =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		await page.waitForTimeout(500);
		expect(loads).toBeLessThanOrEqual(3);
		expect(await page.getByRole('searchbox').inputValue()).toBe('cursor');
		await expect.poll(() => titles(page)).toEqual(shown);
	});
});

describe('a new version after a first visit', () => {
	const device = openDevice(a);

	it('9: without a worker yet, a navigation loads the new one, once', async () => {
		const { page, before, loads } = await openAfterDeployment(device, b);
		expect(await edition(page)).toBe('B');
		expect(await bundleOf(page)).not.toBe(before.bundle);
		// Before the page responds, a link loads the next one in full.
		await settled(page);
		await expect.poll(loads).toBe(1);
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		expect(loads()).toBe(1);
	});
});

describe('a new version with the same scripts', () => {
	const device = openDevice(b);

	it('its articles open in a tab of the old one, and its lists load in full', async () => {
		const { page, before, loads } = await openAfterDeployment(device, c);
		expect(await edition(page)).toBe('C');
		await settled(page);
		expect(loads()).toBe(0);
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await expect.poll(() => buildOf(page).catch(() => before.build)).not.toBe(before.build);
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		expect(loads()).toBe(1);
	});
});
