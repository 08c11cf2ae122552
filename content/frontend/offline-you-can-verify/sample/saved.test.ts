import { describe, expect, it } from 'vitest';
import type { ArticleCache } from '../../../../src/lib/features/offline/article-cache.ts';
import { refreshSaved } from '../../../../src/lib/features/offline/refresh-saved.ts';
import { buildIn, headingOf, installed } from './browser.ts';
import { deploy } from './deploy.ts';
import { articlePath, scriptOf, type Fault } from './host.ts';

/** Replaces what is saved of older builds. @returns the ids of what has changed */
async function refresh(articles: ArticleCache) {
	const list = await articles.fetchList();
	return refreshSaved(
		await articles.saved(),
		list,
		(id) => articles.save(id, list, () => {}),
		(id) => articles.remove(id)
	);
}

describe('a saved article', () => {
	it('opens after two deployments, with the scripts of its own build', async () => {
		const { host, browser, tab } = await installed();
		await browser.save();
		await deploy(host, browser, 'B');
		await deploy(host, browser, 'C');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
		expect(buildIn(tab)).toBe('A');
		expect(await (await browser.request(tab, scriptOf('A')))?.text()).toContain("'A'");
		expect(await browser.keptBuilds()).toEqual(['A', 'B', 'C']);
	});

	it('gives way to the network’s page, and comes back without a network', async () => {
		const { host, browser, tab } = await installed();
		await browser.save();
		await deploy(host, browser, 'B');
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('B');
		await browser.caches.delete('offprint|/|visited');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('A');
	});

	it('is shown after three seconds if the server is silent', async () => {
		const { host, browser, tab } = await installed();
		await browser.save();
		await deploy(host, browser, 'B');
		host.fault = (path) => (path === articlePath ? 'hang' : undefined);
		const start = performance.now();
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('A');
		const elapsedMs = performance.now() - start;
		expect(elapsedMs).toBeGreaterThan(2900);
		expect(elapsedMs).toBeLessThan(6000);
	});

	it('stands in for a server that fails, and not for an article that was withdrawn', async () => {
		const { host, browser, tab } = await installed();
		await browser.save();
		await deploy(host, browser, 'B');
		host.fault = () => 500;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
		host.fault = () => 404;
		await browser.visit(tab, articlePath);
		expect(tab.html).toContain('No');
		expect(headingOf(tab)).toBeFalsy();
	});

	it('is replaced by that of the new build, whose files then suffice', async () => {
		const { host, browser } = await installed();
		const articles = await browser.save();
		await deploy(host, browser, 'B');
		const changed = await refresh(articles);
		expect(changed).toEqual(['backend/outbox']);
		await deploy(host, browser, 'C');
		expect(await browser.keptBuilds()).toEqual(['B', 'C']);
	});

	it('is not fetched again if it is the same in the new build', async () => {
		const { host, browser } = await installed();
		const articles = await browser.save();
		host.served = [];
		await deploy(host, browser, 'B', 'A');
		await refresh(articles);
		expect(host.served).not.toContain(articlePath);
		expect(await articles.verify('backend/outbox')).toBe(true);
		await deploy(host, browser, 'C');
		expect(await browser.keptBuilds()).toEqual(['B', 'C']);
	});

	it('is fetched again if its copy is damaged', async () => {
		const { host, browser } = await installed();
		const articles = await browser.save();
		const cache = await browser.caches.open('offprint|/|saved');
		const copy = (await cache.match(articlePath))!;
		await cache.put(articlePath, new Response('damaged', { headers: copy.headers }));
		await deploy(host, browser, 'B', 'A');
		await refresh(articles);
		expect(await articles.verify('backend/outbox')).toBe(true);
	});

	it.each<Fault>(['cut', 'portal', 'destroy', 500])(
		'stays as it is if its replacement is answered by %s',
		async (fault) => {
			const { host, browser, tab } = await installed();
			const articles = await browser.save();
			await deploy(host, browser, 'B');
			host.fault = (path) => (path === articlePath ? fault : undefined);
			await expect(browser.save()).rejects.toThrow();
			expect(await articles.verify('backend/outbox')).toBe(true);
			host.isDown = true;
			await browser.visit(tab, articlePath);
			expect(buildIn(tab)).toBe('A');
		}
	);

	it('is whole or absent: its page is stored last', async () => {
		const { host, browser } = await installed();
		host.fault = (path) => (path.endsWith('.json') && path !== '/offline.json' ? 'cut' : undefined);
		await expect(browser.save()).rejects.toThrow();
		expect(await (await browser.caches.open('offprint|/|saved')).keys()).toEqual([]);
	});

	it('is not half replaced when the disk is full', async () => {
		const { host, browser, tab } = await installed();
		await browser.save();
		await deploy(host, browser, 'B');
		browser.caches.quota = browser.caches.used;
		await expect(browser.save()).rejects.toMatchObject({ reason: 'full' });
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('A');
	});
});

describe('the usual worker', () => {
	it('deletes saved articles at the next deployment', async () => {
		const { host, browser, tab } = await installed({ usual: true });
		await browser.save();
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
		host.isDown = false;
		host.deploy('B');
		await browser.update();
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(tab.html).toBeNull();
	});

	it('installs the sign-in page of a captive portal as the home page', async () => {
		const { host, browser, tab } = await installed({ usual: true });
		host.deploy('B');
		host.fault = (path) => (path === '/' ? 'portal' : undefined);
		await browser.update();
		host.fault = () => undefined;
		await browser.visit(tab, '/');
		expect(headingOf(tab)).toBe('Sign in to the network');
	});

	it('installs a half-deployed host: the old home page with the new script', async () => {
		const { host, browser, tab } = await installed({ usual: true });
		host.deployWithout('B', '/');
		await browser.update();
		host.deploy('B');
		await browser.visit(tab, '/');
		expect(browser.active?.version).toBe('B');
		expect(buildIn(tab)).toBe('A');
		expect((await browser.request(tab, scriptOf('A')))?.ok).toBe(false);
	});
});
