import { describe, expect, inject, it } from 'vitest';
import { heading, openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { read, readArticle } from './read-article.ts';
import { until } from './until.ts';

describe('the service worker’s script', () => {
	const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

	it.each([404, 500, 'portal'] as const)(
		'19: answered by %s leaves the one that is here',
		async (fault) => {
			const page = await device.install();
			device.server.fail((path) => (path === 'service-worker.js' ? fault : null));
			await page.goto(device.url('/'));
			await settled(page);
			await page.evaluate(async () =>
				(await navigator.serviceWorker.getRegistration())!.update().catch(() => {})
			);
			device.server.down();
			await page.goto(device.url('/backend/'));
			expect(await heading(page)).toBe('Backend Articles');
		}
	);

	it('bad input 12: ignores messages of the wrong shape', async () => {
		const page = await device.install();
		const answer = await page.evaluate(async () => {
			const worker = (await navigator.serviceWorker.ready).active!;
			for (const message of [
				null,
				1,
				'take',
				{},
				{ type: 7 },
				{ type: '__proto__' },
				[['type', 'take']]
			])
				worker.postMessage(message);
			worker.postMessage({ type: 'version' });
			const { port1, port2 } = new MessageChannel();
			worker.postMessage({ type: 'version' }, [port2]);
			return new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(typeof data)));
		});
		expect(answer).toBe('string');
		device.server.down();
		await page.goto(device.url('/'));
		expect((await titles(page)).length).toBe(60);
	});
});

describe('an unreliable network', () => {
	const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

	it('23: redirects lead to the page, not to an error', async () => {
		const page = await device.install();
		for (const path of ['', '/backend', read.path.slice(0, -1)]) {
			const response = await page.goto(device.url(path));
			expect(response!.ok()).toBe(true);
			expect(await heading(page)).not.toMatch(/could not be opened|offline/);
		}
	});

	it('24: a cached page does not wait for a server that hangs', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		device.server.fail(() => 'hang');
		for (const path of ['/', read.path]) {
			const start = performance.now();
			await page.goto(device.url(path), { waitUntil: 'domcontentloaded' });
			expect(await heading(page)).toBeTruthy();
			expect(performance.now() - start).toBeLessThan(5000);
		}
	});

	it('15: a captive portal’s page in place of an article is shown, never cached', async () => {
		const page = await device.install();
		device.server.fail((path) => (path === read.path.slice(1) ? 'portal' : null));
		await page.goto(device.url(read.path));
		expect(await heading(page)).toBe('Welcome to the free Wi-Fi');
		device.server.fail(null);
		device.server.down();
		await page.goto(device.url(read.path));
		expect(await heading(page)).toBe('You’re offline');
	});

	it('26: a clock that is ten years fast or slow changes nothing', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		device.server.down();
		for (const year of ['2016-01-01', '2036-06-01']) {
			await page.clock.setFixedTime(new Date(year));
			await page.goto(device.url(read.path));
			expect(await heading(page)).toBe(read.title);
			await page.goto(device.url('/'));
			expect((await titles(page)).length).toBe(60);
		}
	});
});

describe('on the first visit', () => {
	const device = openDevice(inject('releaseA'));

	it('19: throwing at its start, leaves a site that works online', async () => {
		await device.context.route('**/service-worker.js', (route) =>
			route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' })
		);
		const page = await device.open('/');
		await settled(page);
		await page.getByRole('link', { name: read.title, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: read.title }).waitFor();
	});

	it('24: the article is readable before the index and the worker are requested', async () => {
		device.server.delay = 400;
		const page = await device.open(read.path);
		await settled(page);
		const asked = device.server.asked;
		const first = asked.findIndex((path) =>
			/index\.[^/]*\.json|service-worker|offline\.json/.test(path)
		);
		const script = asked.findIndex((path) => /entry\/start/.test(path));
		expect(script).toBeGreaterThan(-1);
		expect(first).toBeGreaterThan(script);
		const painted = await page.evaluate(
			() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime
		);
		const device_ = await page.evaluate(
			() =>
				performance.getEntriesByType('resource').find(({ name }) => /offline\.json/.test(name))!
					.startTime
		);
		expect(painted).toBeLessThan(device_);
	});

	it('25: on a flapping network, an older result never replaces a newer one', async () => {
		const page = await device.open('/');
		await settled(page);
		let turn = 0;
		device.server.fail((path) =>
			/index\.[^/]*\.json/.test(path) && turn++ % 2 === 0 ? 'destroy' : null
		);
		const box = page.getByRole('searchbox');
		for (const text of ['qu', 'queue', 'cursor', 'ledger', 'broker']) {
			await box.fill(text);
			await page.waitForTimeout(120);
		}
		await until(page, () =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		const shown = await titles(page);
		expect(shown.length).toBeGreaterThan(0);
		for (const title of shown) expect(title).toContain('broker');
	});
});
