import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { heading, openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';

const article = (n: number) => {
	const { category, slug, title } = fixtureArticle(n);
	return { path: `/${category}/${slug}/`, title };
};
const read = article(0);
const unread = article(1);

/** Opens an article and waits until it is cached. */
async function readArticle(page: Page, { title }: { title: string }, url: string) {
	await page.goto(url);
	await page.getByRole('heading', { level: 1, name: title }).waitFor();
	const isKept = () =>
		page.evaluate(async () => {
			for (const name of await caches.keys())
				if (name.endsWith('|visited') && (await (await caches.open(name)).match(location.href)))
					return true;
			return false;
		});
	await expect.poll(isKept, { timeout: 15_000 }).toBe(true);
}

describe.each(['own', 'releaseA'] as const)('offline, the %s site', (name) => {
	const site = inject(name);
	const device = openDevice(site);

	it('1: opens the library after one visit', async () => {
		const page = await device.install();
		const shown = await titles(page);
		await page.close();
		device.server.down();
		const cold = await device.open('/');
		expect(await titles(cold)).toEqual(shown);
		expect(shown.length).toBeGreaterThan(0);
	});

	it('2: opens a filtered deep link with its filters and results', async () => {
		await (await device.install()).close();
		device.server.down();
		const page = await device.open('/?level=Advanced&q=the&sort=title');
		await settled(page);
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
		expect(await page.getByRole('checkbox', { name: /^Advanced/ }).isChecked()).toBe(true);
		expect(await page.getByRole('searchbox').inputValue()).toBe('the');
		const shown = await titles(page);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b, 'en')));
		for (const card of await page
			.getByRole('listitem')
			.getByText(/^(Beginner|Intermediate)$/)
			.all())
			expect(await card.isVisible()).toBe(false);
	});
});

describe('offline', () => {
	const device = openDevice(inject('releaseA'));

	it('3: articles that were read on the first visit and since then open', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		const second = article(4);
		await readArticle(page, second, device.url(second.path));
		device.server.down();
		for (const { path, title } of [read, second]) {
			const cold = await device.open(path);
			expect(await heading(cold)).toBe(title);
		}
	});

	it('4: an unknown page says that it is not on this device, and lists what is', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		device.server.down();
		for (const path of [unread.path, '/nowhere/at/all/', '/backend/x.html']) {
			await page.goto(device.url(path));
			expect(await heading(page)).toBe('You’re offline');
			await page.getByRole('link', { name: read.title }).waitFor();
		}
		await page.getByRole('link', { name: read.title }).click();
		await page.getByRole('heading', { level: 1, name: read.title }).waitFor();
		await page.goto(device.url(unread.path));
		await page.getByRole('link', { name: 'Try again' }).click();
		expect(await heading(page)).toBe('You’re offline');
		device.server.up();
		await page.getByRole('link', { name: 'Try again' }).click();
		await page.getByRole('heading', { level: 1, name: unread.title }).waitFor();
		expect(page.url()).toBe(device.url(unread.path));
	});

	it('4: a link leads to the same page', async () => {
		const page = await device.install();
		device.server.down();
		await page.getByRole('link', { name: unread.title, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'You’re offline' }).waitFor();
		expect(page.url()).toBe(device.url(unread.path));
	});

	it('5: a page opens with and without its slash, with index.html, and with a foreign query', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		device.server.down();
		const bare = read.path.slice(0, -1);
		for (const path of [read.path, bare, `${bare}/index.html`, `${read.path}?utm_source=x`]) {
			await page.goto(device.url(path));
			expect(await heading(page)).toBe(read.title);
		}
		for (const path of ['/', '/index.html', '/backend', '/backend/', '/backend/index.html']) {
			await page.goto(device.url(path));
			expect((await titles(page)).length).toBeGreaterThan(0);
		}
	});

	it('a tag’s page and later pages of a list appear as views of installed pages', async () => {
		const page = await device.install();
		device.server.down();
		await page.goto(device.url('/tags/csharp/'));
		await settled(page);
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
		expect(new URL(page.url()).searchParams.getAll('tag')).toEqual(['c#']);
		expect((await titles(page)).length).toBe(15);
	});

	it('6: the caches of another application of the origin are left alone', async () => {
		const page = await device.install();
		await page.evaluate(async () => {
			await (await caches.open('offprint|/x/|build|1')).put('/x/', new Response('sibling'));
			await (await caches.open('workbox-precache-v2')).put('/z/', new Response('sibling'));
		});
		device.server.deploy(inject('retired'));
		await page
			.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update())
			.catch(() => {});
		await expect
			.poll(() => page.evaluate(() => caches.keys()).catch(() => null), { timeout: 15_000 })
			.toEqual(['offprint|/x/|build|1', 'workbox-precache-v2']);
	});

	it('29: Back and Forward twenty times restore view, scroll position and focus', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		await page.goto(device.url('/?level=Beginner'));
		await settled(page);
		device.server.down();
		const link = page.getByRole('link', { name: read.title, exact: true });
		await link.focus();
		await link.evaluate((node) => node.scrollIntoView({ block: 'center' }));
		const scroll = await page.evaluate(() => scrollY);
		const shown = await titles(page);
		expect(scroll).toBeGreaterThan(100);
		await page.keyboard.press('Enter');
		for (let turn = 0; turn < 20; turn++) {
			await page.getByRole('heading', { level: 1, name: read.title }).waitFor();
			await page.goBack();
			await page.getByRole('list', { name: 'Articles' }).waitFor();
			await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, scroll);
			expect(await titles(page)).toEqual(shown);
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(read.title);
			if (turn < 19) await page.goForward();
		}
	});
});

describe('when the browser evicts cached files', () => {
	const device = openDevice(inject('releaseA'));
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
		await expect.poll(() => has(page, '/data/\\?__WB'), { timeout: 15_000 }).toBe(true);
		await expect.poll(() => has(page, '/offline/\\?__WB'), { timeout: 15_000 }).toBe(true);
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
		await page.waitForFunction(() => !('narrowing' in document.documentElement.dataset));
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

describe('the service worker’s script', () => {
	const device = openDevice(inject('releaseA'));

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

	it('19: throwing at its start, leaves a site that works online', async () => {
		await device.context.route('**/service-worker.js', (route) =>
			route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' })
		);
		const page = await device.open('/');
		await settled(page);
		await page.getByRole('link', { name: read.title, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: read.title }).waitFor();
	});

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
	const device = openDevice(inject('releaseA'));

	it('23: redirects lead to the page, not to an error', async () => {
		const page = await device.install();
		for (const path of ['', '/backend', read.path.slice(0, -1)]) {
			const response = await page.goto(device.url(path));
			expect(response!.ok()).toBe(true);
			expect(await heading(page)).not.toMatch(/could not be opened|offline/);
		}
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
		await page.waitForFunction(() =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		const shown = await titles(page);
		expect(shown.length).toBeGreaterThan(0);
		for (const title of shown) expect(title).toContain('broker');
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

describe.each([
	['no service worker', () => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')],
	[
		'storage that throws',
		() => {
			for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
				Object.defineProperty(window, name, {
					get() {
						throw new DOMException('Blocked', 'SecurityError');
					}
				});
		}
	],
	[
		'a sandbox around the page',
		() => {
			const blocked = {
				get() {
					throw new DOMException('Sandboxed', 'SecurityError');
				}
			};
			Object.defineProperty(Navigator.prototype, 'serviceWorker', blocked);
			for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
				Object.defineProperty(window, name, blocked);
		}
	],
	[
		'local storage full of garbage',
		() => {
			Storage.prototype.getItem = () => '\0{"__proto__"';
			Storage.prototype.setItem = () => {
				throw new DOMException('Full', 'QuotaExceededError');
			};
		}
	]
])('27 and bad input 10: a browser with %s', (_, breakIt) => {
	const device = openDevice(inject('releaseA'), {
		prepare: (context) => context.addInitScript(breakIt)
	});

	it('shows articles, searches and filters, and offers nothing that does not work', async () => {
		const page = await device.open('/');
		await settled(page);
		await page.getByRole('searchbox').fill('cursor');
		await page.waitForFunction(() =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		await page.getByRole('checkbox', { name: /^Advanced/ }).check();
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		if (_ !== 'local storage full of garbage')
			expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
	});
});

describe('28: with JavaScript off', () => {
	const device = openDevice(inject('releaseA'));

	it('articles, category pages and level pages are readable and linked', async () => {
		const context = await device.context.browser()!.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(device.url('/'));
		await page.getByRole('link', { name: read.title, exact: true }).click();
		expect(await heading(page)).toBe(read.title);
		await page.getByRole('article').getByRole('link', { name: 'Backend' }).click();
		expect(await heading(page)).toBe('Backend Articles');
		await page
			.getByRole('link', { name: /^Beginner/ })
			.first()
			.click();
		await page.waitForURL('**/level/beginner/');
		expect((await titles(page)).length).toBeGreaterThan(0);
		await context.close();
	});
});
