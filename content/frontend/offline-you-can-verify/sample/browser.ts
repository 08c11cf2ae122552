import { afterEach, vi } from 'vitest';
import { ArticleCache } from '../../../../src/lib/features/offline/article-cache.ts';
import { buildOfCache, bundleOfPage } from '../../../../src/lib/core/offline/cache-entries.ts';
import { Host } from './host.ts';
import { MemoryCaches } from './memory-caches.ts';
import { runTakeoverPage } from './takeover-page.ts';
import { RunningWorker } from './worker.ts';

export interface Tab {
	id: string;
	url: string;
	/** `null` is an error page of the browser. */
	html: string | null;
	controller: RunningWorker | null;
	oncontrollerchange?: () => void;
}

/**
 * What a browser does with the service worker of one site: register, install, wait, activate, control
 * tabs (Service Workers, W3C, sections “Update”, “Install”, “Activate” and “Handle Fetch”). The worker,
 * the HTTP requests and the integrity checks are real; tabs, the states and the caches are not.
 */
export class Browser {
	readonly origin: string;
	readonly caches: MemoryCaches;
	installing: RunningWorker | null = null;
	waiting: RunningWorker | null = null;
	active: RunningWorker | null = null;
	tabs: Tab[] = [];
	/** An installation ends when a test says so, not immediately. */
	installsSlowly = false;
	/** The experiment: each version calls `skipWaiting` while it is installed. */
	skipsWaiting = false;
	/** Sites have the worker of `usual-worker.ts`, not that of this site. */
	usual = false;
	#lastTab = 0;

	constructor(origin: string) {
		this.origin = origin;
		this.caches = new MemoryCaches(origin);
		vi.stubGlobal('caches', this.caches);
		vi.stubGlobal('FetchEvent', class {});
	}

	get clients() {
		return this.tabs.filter(({ html }) => html !== null);
	}

	/** Opens a page in a new tab. */
	async open(path: string): Promise<Tab> {
		const id = String(++this.#lastTab);
		const tab: Tab = { id, url: '', html: null, controller: null };
		await this.visit(tab, path);
		return tab;
	}

	/** Loads a page in a tab, and looks for an update, as the pages of this site do. */
	async visit(tab: Tab, path: string) {
		await this.#load(tab, path);
		await this.update();
	}

	async #load(tab: Tab, path: string): Promise<void> {
		const request = new Request(this.origin + path);
		Object.defineProperty(request, 'mode', { value: 'navigate' });
		const worker = this.active;
		const response = await this.#send(request, worker);
		tab.url = request.url;
		tab.html = response && (await response.text().catch(() => null));
		tab.controller = tab.html === null ? null : worker;
		if (!this.tabs.includes(tab)) this.tabs.push(tab);
		if (!tab.html?.includes('takeIfAlone')) return;
		await runTakeoverPage(tab, this);
		await this.#load(tab, path);
	}

	/** A request of the page in a tab; `null` is a network error. */
	request = (tab: Tab, path: string): Promise<Response | null> =>
		this.#send(new Request(this.origin + path), tab.controller);

	async #send(request: Request, worker: RunningWorker | null): Promise<Response | null> {
		const response = (await worker?.respond(request)) ?? (await fetch(request).catch(() => null));
		return response?.type === 'error' ? null : response;
	}

	async close(tab: Tab) {
		this.tabs = this.tabs.filter((other) => other !== tab);
		await this.activateIfPossible();
	}

	/** The reader accepts the new version that a page offers. */
	async accept(tab: Tab) {
		await this.waiting?.dispatch('message', { data: { type: 'take' }, ports: [], source: tab });
		await this.visit(tab, new URL(tab.url).pathname);
	}

	/** The reader saves the article, as the site's own code does it. */
	async save() {
		const articles = await ArticleCache.open('/', fetch);
		await articles.save('backend/outbox', await articles.fetchList(), () => {});
		return articles;
	}

	/** Installs the worker that the host has, if it is not that of the newest version here. */
	async update() {
		if (this.installing) return;
		const response = await fetch(`${this.origin}/service-worker.js`).catch(() => null);
		const isScript = /javascript/.test(response?.headers.get('Content-Type') ?? '');
		const script = await response?.text().catch(() => null);
		if (!response?.ok || !isScript || !script) return;
		if (script === (this.waiting ?? this.active)?.script) return;
		this.installing = await RunningWorker.start(script, this);
		if (!this.installsSlowly) await this.finishInstalling();
	}

	async finishInstalling() {
		const worker = this.installing;
		if (!worker) return;
		worker.skipsWaiting = this.skipsWaiting;
		const isInstalled = await worker.dispatch('install').then(
			() => true,
			() => false
		);
		this.installing = null;
		if (!isInstalled) return;
		this.waiting = worker;
		await this.activateIfPossible();
	}

	/** A version becomes active if no tab uses the one before it, or if it does not want to wait. */
	async activateIfPossible() {
		const worker = this.waiting;
		const used = this.tabs.filter(({ controller }) => controller);
		if (!worker || (used.length && !worker.skipsWaiting)) return;
		this.active = worker;
		this.waiting = null;
		for (const tab of used) tab.controller = worker;
		await worker.dispatch('activate');
		for (const tab of used) tab.oncontrollerchange?.();
	}

	claim() {
		for (const tab of this.clients) tab.controller = this.active;
	}

	/** How often the active version has asked the waiting one to take over. */
	async takeoverAttempts(): Promise<number> {
		const state = await this.caches.open('offprint|/|state');
		return Number((await (await state.match('takeovers'))?.text()) ?? 0);
	}

	/** How many files of each build are on the device. */
	async keptFiles(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const name of await this.caches.keys()) {
			const build = buildOfCache('/', name);
			const { length } = await (await this.caches.open(name)).keys();
			if (build !== null && length) counts[build] = length;
		}
		return counts;
	}

	keptBuilds = async () => Object.keys(await this.keptFiles());
}

export const buildIn = (tab: Tab) => tab.html && bundleOfPage(tab.html);
export const headingOf = (tab: Tab) => tab.html && /<h1>(.*?)<\/h1>/.exec(tab.html)?.[1];

const networkFetch = globalThis.fetch;
let host: Host | undefined;

/** A host with build A, and a browser that has not been there yet. */
export async function openBrowser() {
	await closeBrowser();
	const opened = (host = await new Host().listen());
	vi.stubGlobal('fetch', (input: RequestInfo, init?: RequestInit) =>
		networkFetch(input instanceof Request ? input : new URL(input, opened.origin), init)
	);
	return { host: opened, browser: new Browser(opened.origin) };
}

/** A browser that has build A installed, and one tab. */
export async function installed({ usual = false } = {}) {
	const { host, browser } = await openBrowser();
	browser.usual = usual;
	const tab = await browser.open('/');
	return { host, browser, tab };
}

async function closeBrowser() {
	await host?.close();
	host = undefined;
}

afterEach(closeBrowser);
