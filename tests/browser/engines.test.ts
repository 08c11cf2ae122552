import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { engines } from './engines/engines.ts';
import type { Reader } from './engines/reader.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';

const site = inject('releaseA');
const articles = Array.from({ length: 60 }, (_, n) => fixtureArticle(n));
const titlesOf = (list: typeof articles) => list.map(({ title }) => title);
const pathOf = ({ category, slug }: (typeof articles)[number]) => `/${category}/${slug}/`;
const saved = fixtureArticle(3);
const unread = fixtureArticle(11);

let reader: Reader;
let server: FaultServer;

const open = async (path: string) => {
	await reader.open(server.origin + site.base + path);
	await expect.poll(() => reader.run(() => document.documentElement.dataset.ready)).toBe('');
};
const textOf = (selector: string) =>
	reader.run(
		(first) => document.querySelector(first)?.textContent?.replace(/\s+/g, ' ').trim() ?? null,
		selector
	);
const says = (selector: string, text: string | RegExp) =>
	expect.poll(() => textOf(selector)).toMatch(text);
const isAt = (path: string) =>
	expect.poll(() => reader.run(() => location.pathname + location.search)).toBe(site.base + path);
const titles = () =>
	reader.run(() =>
		[...document.querySelectorAll('ul[aria-label=Articles] h2')].map(({ textContent }) =>
			textContent.trim()
		)
	);
const count = '[role=status]';
const box = '#search';

for (const { name, start } of engines) if (!start) console.warn(name);

// The tests of an engine follow one another in one browser, like the visits of a reader.
describe.each(engines)('$name', ({ start }) => {
	beforeAll(async () => {
		if (!start) return;
		server = await openFaultServer(site);
		reader = await start();
	});
	afterEach(async () => {
		if (start) await expect(reader.takeErrors()).resolves.toEqual([]);
	});
	afterAll(async () => {
		if (!start) return;
		await reader.close();
		await server.close();
	});
	const journey = it.skipIf(!start);

	const isInstalled = () =>
		expect
			.poll(
				() =>
					reader.run(async () => (await navigator.serviceWorker.getRegistration())?.active?.state),
				{ timeout: 40_000 }
			)
			.toBe('activated');

	journey('opens the library, filters it, and goes back', async () => {
		await open('/');
		// In WebKit a registration may never end once its page was left meanwhile.
		await isInstalled();
		await says(count, /^60 articles/);
		await reader.click('label', /^Advanced/);
		await says(count, /^20 of 60 articles/);
		await isAt('/?level=Advanced');
		await reader.back();
		await says(count, /^60 articles/);
		await isAt('/');
	});

	journey('searches as the reader types, and shows a passage', async () => {
		await open('/');
		await reader.type(box, 'ledger braces');
		await says(count, /^\d+ of 60 articles/);
		await says('.passage mark', /ledger|braces/i);
		await isAt('/?q=ledger+braces');
	});

	journey('opens a deep link as a filtered view', async () => {
		await open('/web/?level=Beginner&sort=title');
		const expected = articles.filter(
			({ category, level }) => category === 'web' && level === 'Beginner'
		);
		await expect.poll(titles).toEqual(titlesOf(expected).sort());
	});

	journey(
		'opens an article from its hit with the matches marked; Back restores the list',
		async () => {
			await open('/?q=ledger');
			// Until the index has loaded, but for 5 seconds at most, the list is hidden.
			await says(count, /^\d+ of 60 articles/);
			await reader.click('ul[aria-label=Articles] h2 a', /The ledger of part 3$/);
			await says('h1', saved.title);
			await expect
				.poll(() => reader.run(() => CSS.highlights.get('match')?.size ?? 0))
				.toBeGreaterThan(0);
			await reader.back();
			await says(count, /^\d+ of 60 articles/);
			await expect
				.poll(() => reader.run(() => document.querySelector('input')!.value))
				.toBe('ledger');
		}
	);

	journey('marks an article as read, and knows it after a reload', async () => {
		await open(pathOf(unread));
		await reader.click('button', /^Mark as read$/);
		await says('.read-mark', 'Read');
		await open(pathOf(unread));
		await says('.read-mark', 'Read');
	});

	journey('saves an article', async () => {
		await open(pathOf(saved));
		await reader.click('button', /^Save for offline/);
		await says('.save-button', /^Saved on this device/);
	});

	journey('opens lists, saved articles and deep links without a network', async () => {
		await isInstalled();
		server.down();
		await open(pathOf(saved));
		await says('h1', saved.title);
		await says('.notice.offline', /^Offline\./);
		await open('/?q=cursor');
		await says(count, /^\d+ of 60 articles/);
		await says('.passage', /Couldn’t load the article text/);
		await reader.open(server.origin + site.base + '/data/never-opened/');
		await says('h1', 'You’re offline');
		await says('main', saved.title);
		server.up();
		await open('/');
	});
});
