import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { cachesOf, type OfflineList } from '../../src/lib/core/offline/cache-entries.ts';
import type { Site } from '../built/build-sites.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';
import { defaultViewport, maxHistoryLength, notice, sessionOf } from './reused-tab.ts';
import { sharedBrowser, startAtOnce } from './shared-browser.ts';
import { blankPage } from './site-requests.ts';

interface Opened {
	server: FaultServer;
	context: BrowserContext;
	/** The first tab of each test. A new one would start a process. */
	page: Page;
}

/**
 * A context of the browser that tests use one after another, because installing the worker takes as long as
 * several page loads. What a test has left is removed: pages, saved and visited articles, the caches of other
 * builds, the reading history and settings. If then anything but the whole installed site of the first build is
 * left, or a test has failed, the next one gets a new context. Not noticed is other content in an installed file.
 */
export class InstalledContext {
	static #contexts = new Map<string, InstalledContext>();
	#site: Site;
	#opened: Opened | null = null;
	/** Whether a test did what cannot be undone in the context, or in the tab. */
	#isTainted = false;
	#isPageTainted = false;

	/** The context that the test files of a process share. */
	static of(site: Site): InstalledContext {
		const context = this.#contexts.get(site.folder) ?? new InstalledContext(site);
		this.#contexts.set(site.folder, context);
		return context;
	}

	private constructor(site: Site) {
		this.#site = site;
	}

	/** @param mayBeInstalled false for a test of the first visit; what it installs serves the tests after it */
	async take(mayBeInstalled: boolean): Promise<Opened> {
		const opened = mayBeInstalled && this.#opened;
		if (!opened || !(await this.#reset(opened).catch(() => false))) await this.#end();
		return (this.#opened ??= await this.#open());
	}

	/** Ends the use of the context. @param hasPassed whether the test that had it went well */
	async giveBack(hasPassed: boolean): Promise<void> {
		if (!hasPassed || this.#isTainted) await this.#end();
		else await this.#leave(this.#opened!);
	}

	async #open(): Promise<Opened> {
		const server = await openFaultServer(this.#site);
		const context = await (await sharedBrowser()).newContext({ viewport: defaultViewport });
		await startAtOnce(context);
		const page = await this.#newTab(context);
		this.#isTainted = false;
		const taint = () => void (this.#isTainted = true);
		notice(context, ['addInitScript', 'exposeFunction', 'grantPermissions'], taint);
		notice(context, ['route', 'setOffline'], taint);
		notice(context.clock, ['install', 'pauseAt', 'setFixedTime', 'setSystemTime'], taint);
		notice(context, ['newCDPSession'], () => void (this.#isPageTainted = true));
		return { server, context, page };
	}

	async #newTab(context: BrowserContext): Promise<Page> {
		const page = await context.newPage();
		await sessionOf(page);
		this.#isPageTainted = false;
		const taint = () => void (this.#isPageTainted = true);
		notice(page, ['addInitScript', 'emulateMedia', 'exposeFunction', 'on', 'once', 'route'], taint);
		return page;
	}

	/** Leaves the site; the tab is closed if it cannot be as it was. */
	async #leave({ server, context, page }: Opened) {
		server.recover();
		for (const other of context.pages())
			if (other !== page || this.#isPageTainted) await other.close();
		const historyLength = async () => {
			await page.goto(server.origin + blankPage);
			return page.evaluate(() => history.length);
		};
		// A navigation fails if the page reloads meanwhile.
		if ((await historyLength().catch(() => Infinity)) > maxHistoryLength) await page.close();
	}

	async #end() {
		await this.#opened?.context.close();
		await this.#opened?.server.close();
		this.#opened = null;
	}

	/** @returns whether the context is as after the first installation */
	async #reset(opened: Opened): Promise<boolean> {
		const { server, context } = opened;
		if (opened.page.isClosed()) {
			opened.page = await this.#newTab(context);
			await opened.page.goto(server.origin + blankPage);
		}
		const { page } = opened;
		const session = await sessionOf(page);
		// Nothing that a worker still does for the test before is done later.
		await session.send('ServiceWorker.enable');
		await session.send('ServiceWorker.stopAllWorkers');
		await session.send('Network.clearBrowserCache');
		await session.send('Storage.clearDataForOrigin', {
			origin: server.origin,
			storageTypes: 'cookies,indexeddb,local_storage'
		});
		await page.mouse.move(-1, -1);
		await page.setViewportSize(defaultViewport);
		return page.evaluate(removeOthers, whatIsInstalled(this.#site));
	}
}

function whatIsInstalled({ folder, base }: Site) {
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	const scope = `${base}/`;
	const { build: version } = JSON.parse(read('offline.json')) as OfflineList;
	const { build, state } = cachesOf(scope);
	const files = read('service-worker.js').match(/"integrity":/g)!.length;
	return { scope, version, build: build(version), state, files };
}

/** Runs in the page: removes every cache and state but the installed ones, and checks that they are whole. */
async function removeOthers({
	scope,
	version,
	build,
	state,
	files
}: ReturnType<typeof whatIsInstalled>): Promise<boolean> {
	sessionStorage.clear();
	const registrations = await navigator.serviceWorker.getRegistrations();
	const [{ active, waiting, installing } = {} as ServiceWorkerRegistration] = registrations;
	if (registrations.length !== 1 || active?.state !== 'activated' || waiting || installing)
		return false;
	for (const name of await caches.keys())
		if (name !== build && name !== state) await caches.delete(name);
	const [installed, states] = [await caches.open(build), await caches.open(state)];
	for (const { url } of await states.keys())
		if (new URL(url).pathname !== `${scope}active`) await states.delete(url);
	const activeBuild = await (await states.match(`${scope}active`))?.text();
	return activeBuild === version && (await installed.keys()).length === files;
}
