import { describe, expect, inject, it } from 'vitest';
import { heading, markAsRead, openDevice, settled } from './open-device.ts';
import { titles } from './open-site.ts';
import { read } from './read-article.ts';
import { until } from './until.ts';

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
		await until(page, () =>
			/^\d+ of 60/.test(document.querySelector('[role=status]')!.textContent!)
		);
		await page.getByRole('checkbox', { name: /^Advanced/ }).check();
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		if (_ !== 'local storage full of garbage')
			expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
	});
});

describe('a browser in which the registration of the worker never ends', () => {
	const device = openDevice(inject('releaseA'), {
		prepare: (context) =>
			context.addInitScript(() => {
				// An empty page has none.
				if ('ServiceWorkerContainer' in window)
					ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
			})
	});

	it('saves articles and marks them as read', async () => {
		const page = await device.open(read.path);
		await settled(page);
		await markAsRead(page);
		await page.getByRole('button', { name: /^Save for offline/ }).click();
		await page.getByRole('button', { name: /^Saved on this device/ }).waitFor();
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
