import { describe, expect, inject, it } from 'vitest';
import { heading, openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { article, read, readArticle, unread } from './read-article.ts';
import { listed, narrowed, until } from './until.ts';

const names = ['own', 'releaseA'] as const;

describe.each(names)('offline after the first visit, the %s site', (name) => {
	const device = openDevice(inject(name));

	it('1: opens the library after one visit', async () => {
		const page = await device.install();
		const shown = await titles(page);
		await page.close();
		device.server.down();
		const cold = await device.open('/');
		expect(await titles(cold)).toEqual(shown);
		expect(shown.length).toBeGreaterThan(0);
	});
});

describe.each(names)('offline, the %s site', (name) => {
	const device = openDevice(inject(name), { mayBeInstalled: true });

	it('2: opens a filtered deep link with its filters and results', async () => {
		await (await device.install()).close();
		device.server.down();
		const page = await device.open('/?level=Advanced&q=the&sort=title');
		await settled(page);
		await narrowed(page);
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

describe('offline after the first visit', () => {
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
});

describe('offline', () => {
	const device = openDevice(inject('releaseA'), { mayBeInstalled: true });

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
		await narrowed(page);
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
			.poll(() => page.evaluate(() => caches.keys()).catch(() => null))
			.toEqual(['offprint|/x/|build|1', 'workbox-precache-v2']);
	});

	it('29: Back and Forward twenty times restore view, scroll position and focus', async () => {
		const page = await device.install(read.path);
		await readArticle(page, read, device.url(read.path));
		await page.goto(device.url('/?level=Beginner'));
		await settled(page);
		await narrowed(page);
		await listed(page);
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
			await until(page, (y) => Math.abs(scrollY - y) < 3, scroll);
			await expect.poll(() => titles(page)).toEqual(shown);
			await expect
				.poll(() => page.evaluate(() => document.activeElement?.textContent))
				.toBe(read.title);
			if (turn < 19) await page.goForward();
		}
	});
});
