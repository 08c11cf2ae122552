import { describe, expect, it } from 'vitest';
import { buildIn, headingOf, installed } from './browser.ts';
import { articlePath, scriptOf } from './host.ts';

describe('the first version', () => {
	it('controls the page that installed it', async () => {
		const { browser, tab } = await installed();
		expect(browser.active?.version).toBe('A');
		expect(tab.controller).toBe(browser.active);
	});

	it('serves the whole site without a network', async () => {
		const { host, browser, tab } = await installed();
		host.isDown = true;
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Home');
		expect((await browser.request(tab, scriptOf('A')))?.ok).toBe(true);
		await browser.visit(tab, '/nowhere/at/all/');
		expect(headingOf(tab)).toBe('Offline');
	});
});

describe('a new version', () => {
	it('waits while a tab is open, and answers nothing', async () => {
		const { host, browser, tab } = await installed();
		host.deploy('B');
		await browser.update();
		const second = await browser.open('/');
		expect(browser.waiting?.version).toBe('B');
		for (const open of [tab, second]) {
			expect(open.controller?.version).toBe('A');
			expect(buildIn(open)).toBe('A');
		}
	});

	it('becomes active when the last tab is closed', async () => {
		const { host, browser, tab } = await installed();
		const second = await browser.open('/');
		host.deploy('B');
		await browser.update();
		await browser.close(tab);
		expect(browser.active?.version).toBe('A');
		await browser.close(second);
		expect(browser.active?.version).toBe('B');
	});

	it('takes over at the next navigation of the only tab, also without a network', async () => {
		const { host, browser, tab } = await installed();
		host.deploy('B');
		await browser.update();
		host.isDown = true;
		await browser.visit(tab, '/');
		expect(browser.active?.version).toBe('B');
		expect(buildIn(tab)).toBe('B');
	});

	it('does not take over while a second tab is open, whichever of them navigates', async () => {
		const { host, browser, tab } = await installed();
		const second = await browser.open('/');
		host.deploy('B');
		await browser.update();
		for (const moving of [tab, second, tab, second]) {
			await browser.visit(moving, '/');
			expect(buildIn(moving)).toBe('A');
		}
		expect(browser.active?.version).toBe('A');
		expect(await browser.takeoverAttempts()).toBe(0);
	});

	it('is asked three times to take over, and then no more', async () => {
		const { host, browser } = await installed();
		host.deploy('B');
		await browser.update();
		// The first tab is alone when each of these is requested, and not when it asks.
		for (let count = 0; count < 5; count++) await browser.close(await browser.open('/'));
		expect(await browser.takeoverAttempts()).toBe(3);
		expect(browser.active?.version).toBe('A');
	});

	it('takes over, even if the one before it was asked three times in vain', async () => {
		const { host, browser, tab } = await installed();
		host.deploy('B');
		await browser.update();
		for (let count = 0; count < 3; count++) await browser.close(await browser.open('/'));
		await browser.close(tab);
		expect(browser.active?.version).toBe('B');
		const next = await browser.open('/');
		host.deploy('C');
		await browser.update();
		await browser.visit(next, '/');
		expect(browser.active?.version).toBe('C');
	});

	it('that a reader accepts takes over, and the other tab keeps its files', async () => {
		const { host, browser, tab } = await installed();
		const second = await browser.open('/');
		host.deploy('B');
		await browser.update();
		await browser.accept(tab);
		expect([buildIn(tab), buildIn(second)]).toEqual(['B', 'A']);
		expect(await (await browser.request(second, scriptOf('A')))?.text()).toContain("'A'");
		await browser.visit(second, '/');
		expect(buildIn(second)).toBe('B');
	});

	it('replaces one that still waits', async () => {
		const { host, browser, tab } = await installed();
		for (const build of ['B', 'C']) {
			host.deploy(build);
			await browser.update();
		}
		expect(browser.waiting?.version).toBe('C');
		await browser.visit(tab, '/');
		expect(buildIn(tab)).toBe('C');
		expect(await browser.keptBuilds()).toEqual(['A', 'C']);
	});
});

describe('an open tab', () => {
	it('keeps working when its files are gone from the server', async () => {
		const { host, browser, tab } = await installed();
		host.deploy('B');
		expect((await browser.request(tab, scriptOf('A')))?.ok).toBe(true);
		await browser.update();
		expect((await browser.request(tab, scriptOf('A')))?.ok).toBe(true);
	});

	it('of this site loses its scripts after two versions that call skipWaiting', async () => {
		const { host, browser, tab } = await installed();
		browser.skipsWaiting = true;
		host.deploy('B');
		await browser.update();
		expect(tab.controller?.version).toBe('B');
		expect(buildIn(tab)).toBe('A');
		expect((await browser.request(tab, scriptOf('A')))?.status).toBe(200);
		host.deploy('C');
		await browser.update();
		expect((await browser.request(tab, scriptOf('A')))?.status).toBe(404);
	});

	it('of a site with the usual worker loses its scripts after one', async () => {
		const { host, browser, tab } = await installed({ usual: true });
		expect((await browser.request(tab, scriptOf('A')))?.status).toBe(200);
		host.deploy('B');
		await browser.update();
		expect(buildIn(tab)).toBe('A');
		expect((await browser.request(tab, scriptOf('A')))?.status).toBe(404);
	});
});
