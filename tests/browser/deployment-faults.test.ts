import { describe, expect, inject, it } from 'vitest';
import { edition, other, path } from './new-version.ts';
import { buildOf, findUpdate, heading, openDevice, openUpdated, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { readArticle } from './read-article.ts';
import { results } from './search-dialog.ts';
import { until } from './until.ts';

const [a, b, retired] = [inject('releaseA'), inject('releaseB'), inject('retired')];
const device = openDevice(a, { mayBeInstalled: true });

describe('a new version', () => {
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
			await until(page, () =>
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
		await expect.poll(() => loads).toBe(1);
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

	it('an article that was read before an update still opens and searches offline after it', async () => {
		const page = await device.install(path);
		await readArticle(page, other, device.url(`/${other.category}/${other.slug}/`));
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
		// In the catalogue and index of its own scripts.
		await page.keyboard.press('Control+k');
		await page.keyboard.type('cursor');
		await results(page).first().waitFor();
	});
});

type Policies = Record<string, { createScriptURL(url: string): string }>;

/** Lets a test mark URLs of scripts as the page does; a policy can be made only once. Runs in the page. */
function keepPolicies() {
	const page = globalThis as never as {
		trustedTypes: { createPolicy(name: string, rules: object): Policies[string] };
		policies: Policies;
	};
	page.policies = {};
	const create = page.trustedTypes.createPolicy.bind(page.trustedTypes);
	page.trustedTypes.createPolicy = (name, rules) => (page.policies[name] = create(name, rules));
}

describe('a first installation', () => {
	const device = openDevice(a);

	it('13: interrupted five times during its installation, it continues', async () => {
		await device.context.addInitScript(keepPolicies);
		device.server.fail((name) => (name === 'service-worker.js' ? 'destroy' : null));
		const page = await device.context.newPage();
		const counts: number[] = [];
		const kept = () =>
			page.evaluate(async () => {
				const name = (await caches.keys()).find((key) => key.includes('|build|'));
				return name ? (await (await caches.open(name)).keys()).length : 0;
			});
		await page.goto(device.url('/'));
		await settled(page);
		let budget = 0;
		device.server.fail(() => (budget-- > 0 ? null : 'destroy'));
		for (let turn = 0; turn < 5; turn++) {
			budget = 8;
			await page.evaluate(async () => {
				const { offprint } = (globalThis as never as { policies: Policies }).policies;
				const worker = offprint!.createScriptURL('/x/y/service-worker.js');
				const registration = await navigator.serviceWorker
					.register(worker, { scope: '/x/y/', updateViaCache: 'none' })
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
});
