import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { buildOf, findUpdate, heading, openDevice, openUpdated, settled } from './open-device.ts';
import { titles } from './open-site.ts';

const [a, b, c, retired] = [
	inject('releaseA'),
	inject('releaseB'),
	inject('releaseC'),
	inject('retired')
];
const device = openDevice(a);
const { category, slug, title } = fixtureArticle(0);
const path = `/${category}/${slug}/`;
const other = fixtureArticle(3);

const offer = (page: Page) => page.getByText('A new version is available');

const openArticle = async (page: Page, name = title) => {
	await page.getByRole('link', { name, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
};

/** The text of article 0 names its build. */
const edition = async (page: Page) =>
	/Edition ([ABC])\./.exec((await page.locator('#articleBody').textContent())!)?.[1];

describe('a new version', () => {
	it('7: a tab of the old one keeps working although its files are gone', async () => {
		const page = await device.install();
		const build = await buildOf(page);
		device.server.deploy(b);
		await page.getByRole('link', { name: 'Tags', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Tags' }).waitFor();
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('searchbox').fill('cursor');
		await page.waitForFunction(() =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		expect(await buildOf(page)).toBe(build);
		await page.getByRole('searchbox').fill('');
		await openArticle(page);
	});

	it('8: offline, the old one is still complete and unmixed with the new one', async () => {
		const page = await device.install(path);
		const build = await buildOf(page);
		await page.goto(device.url('/'));
		await openArticle(page);
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

	it('9: without a worker yet, a navigation loads the new one, once', async () => {
		device.server.fail((name) => (name === 'service-worker.js' ? 404 : null));
		const page = await device.open('/');
		await settled(page);
		const build = await buildOf(page);
		device.server.deploy(b);
		let loads = 0;
		page.on('load', () => loads++);
		await openArticle(page);
		expect(await edition(page)).toBe('B');
		expect(await buildOf(page)).not.toBe(build);
		await page.getByRole('link', { name: 'Fixture' }).first().click();
		await page.getByRole('list', { name: 'Articles' }).waitFor();
		expect(loads).toBe(1);
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
		expect((await titles(second)).length).toBe(60);
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
		await page.waitForTimeout(2000);
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
		await page.waitForFunction(() =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
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
		await page.waitForFunction(() =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		await page.waitForTimeout(500);
		expect(loads).toBeLessThanOrEqual(3);
		expect(await page.getByRole('searchbox').inputValue()).toBe('cursor');
		expect(await titles(page)).toEqual(shown);
	});

	it('13: interrupted five times during its installation, it continues', async () => {
		let budget = 8;
		device.server.fail(() => (budget-- > 0 ? null : 'destroy'));
		const page = await device.context.newPage();
		const counts: number[] = [];
		const kept = () =>
			page.evaluate(async () => {
				const name = (await caches.keys()).find((key) => key.includes('|build|'));
				return name ? (await (await caches.open(name)).keys()).length : 0;
			});
		budget = 60;
		await page.goto(device.url('/'));
		await settled(page);
		for (let turn = 0; turn < 5; turn++) {
			budget = 8;
			await page.evaluate(async () => {
				const registration = await navigator.serviceWorker
					.register('/x/y/service-worker.js', { scope: '/x/y/', updateViaCache: 'none' })
					.catch(() => null);
				while (registration?.installing) await new Promise((next) => setTimeout(next, 50));
			});
			counts.push(await kept());
		}
		expect(counts).toEqual([...counts].sort((x, y) => x - y));
		expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
		device.server.fail(null);
		await page.goto(device.url('/'));
		await settled(page);
		await expect
			.poll(
				() =>
					page.evaluate(
						async () => (await navigator.serviceWorker.getRegistration())?.active?.state
					),
				{ timeout: 20_000 }
			)
			.toBe('activated');
		device.server.down();
		await page.goto(device.url('/data/'));
		expect(await heading(page)).toBe('Data Articles');
	});

	it.each([
		['14', 404, /index\.[^/]*\.json$/],
		['14', 500, /^backend\/$/],
		['15', 'portal', /index\.[^/]*\.json$/],
		['15', 'portal', /^data\/$/],
		['15', 'portal', /immutable\/(?:entry|chunks|nodes)\//],
		['15', 'cut', /^web\/$/]
	] as const)(
		'%s: one file answered by %s while it is installed leaves the old one',
		async (_, fault, file) => {
			const page = await device.install();
			const build = await buildOf(page);
			device.server.deploy(b);
			device.server.fail((name) => (file.test(name) ? fault : null));
			await findUpdate(page);
			const waiting = await page.evaluate(
				async () => (await navigator.serviceWorker.getRegistration())!.waiting
			);
			expect(waiting).toBeNull();
			device.server.down();
			await page.goto(device.url('/?q=cursor'));
			await settled(page);
			await page.waitForFunction(() =>
				/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
			);
			expect(await buildOf(page)).toBe(build);
		}
	);

	it('20: the kill switch leaves no registration and no cache after one load', async () => {
		const page = await device.install();
		let loads = 0;
		page.on('load', () => loads++);
		device.server.deploy(retired);
		await page.evaluate(async () =>
			(await navigator.serviceWorker.getRegistration())!.update().catch(() => {})
		);
		await expect.poll(() => loads, { timeout: 15_000 }).toBe(1);
		await page.waitForTimeout(1500);
		expect(loads).toBe(1);
		expect(await page.evaluate(() => caches.keys())).toEqual([]);
		expect(
			await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
		).toBe(0);
		expect((await titles(page)).length).toBe(60);
		expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
	});

	it('21: after a rollback, the earlier version is installed again', async () => {
		const page = await device.install();
		const build = await buildOf(page);
		for (const site of [b, a]) {
			device.server.deploy(site);
			await findUpdate(page);
			await openUpdated(page, device.url('/'));
		}
		await expect.poll(() => buildOf(page)).toBe(build);
		device.server.down();
		await page.goto(device.url('/backend/'));
		expect(await buildOf(page)).toBe(build);
	});

	it('an article that was read before an update still opens offline after it', async () => {
		const page = await device.install(path);
		const name = other.title;
		await page.goto(device.url(`/${other.category}/${other.slug}/`));
		await page.getByRole('heading', { level: 1, name }).waitFor();
		await page.waitForTimeout(500);
		device.server.deploy(b);
		await findUpdate(page);
		await openUpdated(page, device.url('/'));
		device.server.down();
		await page.goto(device.url(path));
		await settled(page);
		expect(await edition(page)).toBe('A');
		const styled = await page.evaluate(
			() => getComputedStyle(document.querySelector('h1')!).fontWeight
		);
		expect(styled).toBe('600');
	});
});
