import { describe, expect, it } from 'vitest';
import { buildIn, headingOf, installed, openBrowser, type Browser } from './browser.ts';
import { articlePath, scriptOf, type Fault } from './host.ts';

const builds = ({ waiting, active }: Browser) => [waiting?.version, active?.version];

/** Without a network, the tab still gets all of a build. */
async function expectWhole(browser: Browser, build: string) {
	const tab = await browser.open('/');
	expect(headingOf(tab)).toBe('Home');
	expect(buildIn(tab)).toBe(build);
	expect(await (await browser.request(tab, scriptOf(build)))?.text()).toContain(`'${build}'`);
}

describe('a new version is refused, and the old one stays whole, if', () => {
	it.each<[string, string, Fault]>([
		['a script is missing', scriptOf('B'), 404],
		['the server fails at a page', '/', 500],
		['a page is cut off', '/', 'cut'],
		['the connection is lost', '/offline/', 'destroy'],
		['a captive portal answers for a script', scriptOf('B'), 'portal'],
		['a captive portal answers for a page', '/', 'portal']
	])('%s', async (_what, path, fault) => {
		const { host, browser } = await installed();
		host.deploy('B');
		host.fault = (asked) => (asked === path ? fault : undefined);
		await browser.update();
		expect(builds(browser)).toEqual([undefined, 'A']);
		host.isDown = true;
		await expectWhole(browser, 'A');
	});

	it.each([scriptOf('B'), '/', '/offline/'])(
		'a half-deployed host has no new %s yet',
		async (path) => {
			const { host, browser } = await installed();
			host.deployWithout('B', path);
			await browser.update();
			expect(builds(browser)).toEqual([undefined, 'A']);
			host.isDown = true;
			await expectWhole(browser, 'A');
		}
	);

	it('the disk is full', async () => {
		const { host, browser } = await installed();
		browser.caches.quota = browser.caches.used + 60;
		host.deploy('B');
		await browser.update();
		expect(builds(browser)).toEqual([undefined, 'A']);
		host.isDown = true;
		await expectWhole(browser, 'A');
	});

	it.each<Fault>([404, 500, 'portal', 'cut', 'destroy'])(
		'its own script is answered by %s',
		async (fault) => {
			const { host, browser } = await installed();
			host.deploy('B');
			host.fault = (path) => (path === '/service-worker.js' ? fault : undefined);
			await browser.update();
			expect(builds(browser)).toEqual([undefined, 'A']);
		}
	);
});

describe('an installation that was refused', () => {
	it('is continued when the host is whole, and fetches nothing twice', async () => {
		const { host, browser } = await installed();
		host.deployWithout('B', '/offline/');
		await browser.update();
		host.deploy('B');
		host.served = [];
		await browser.update();
		expect(builds(browser)).toEqual(['B', 'A']);
		expect(host.served).toEqual(['/service-worker.js', '/offline/']);
	});

	it('for lack of space, at the first visit, leaves a site that works from the network', async () => {
		const { browser } = await openBrowser();
		browser.caches.quota = 60;
		const tab = await browser.open('/');
		expect(browser.active).toBeNull();
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
	});
});

describe('an article from the network', () => {
	it('is kept, and opens without one', async () => {
		const { host, browser, tab } = await installed();
		await browser.visit(tab, articlePath);
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
	});

	it('of another build is shown, and not kept', async () => {
		const { host, browser, tab } = await installed();
		host.deploy('B');
		host.fault = (path) => (path === '/offline/' ? 500 : undefined);
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('B');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Offline');
	});

	it('that a captive portal has replaced is shown, for the reader to sign in, and not kept', async () => {
		const { host, browser, tab } = await installed();
		host.fault = () => 'portal';
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Sign in to the network');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Offline');
	});

	it('is shown if the disk is full', async () => {
		const { browser, tab } = await installed();
		browser.caches.quota = 0;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
	});
});

describe('a page in place of a script or of JSON', () => {
	it.each(['/_app/immutable/later.Z.js', '/backend/outbox.json'])(
		'is rejected for %s',
		async (path) => {
			const { host, browser, tab } = await installed();
			host.fault = () => 'portal';
			expect((await browser.request(tab, path))?.status).toBe(502);
		}
	);
});

describe('a file that is gone from its cache', () => {
	it('is fetched again, and kept', async () => {
		const { host, browser, tab } = await installed();
		await browser.caches.deleteFile(/^\/$/);
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Home');
		host.isDown = true;
		await expectWhole(browser, 'A');
	});

	it('leads to the offline page without a network', async () => {
		const { host, browser, tab } = await installed();
		await browser.caches.deleteFile(/^\/$/);
		host.isDown = true;
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Offline');
	});

	it('is not replaced by the file of another build', async () => {
		const { host, browser, tab } = await installed();
		await browser.caches.deleteFile(/^\/$/);
		host.deploy('B');
		host.fault = (path) => (path === '/offline/' ? 500 : undefined);
		await browser.visit(tab, '/');
		expect(buildIn(tab)).toBe('B');
		host.isDown = true;
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Offline');
	});

	it('is fetched again with all the others, if every cache is gone', async () => {
		const { host, browser, tab } = await installed();
		browser.caches.clear();
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Home');
		await expect.poll(() => browser.keptFiles()).toEqual({ A: 3 });
		host.isDown = true;
		await expectWhole(browser, 'A');
	});
});
