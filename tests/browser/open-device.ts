import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page, type WebError } from 'playwright-core';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Site } from '../built/build-sites.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';
import { InstalledContext } from './installed-context.ts';
import { defaultViewport } from './reused-tab.ts';
import { launchOptions, sharedBrowser, startAtOnce } from './shared-browser.ts';
import { until } from './until.ts';

/** A browser for each test, with nothing stored but what the worker installs, and a server that can be made to fail. */
export interface Device {
	server: FaultServer;
	context: BrowserContext;
	url(path: string): string;
	/** Opens a tab at a path below the base path. */
	open(path: string): Promise<Page>;
	/** Like `open`, but waits until the worker is active and the deferred parts are mounted. */
	install(path?: string): Promise<Page>;
	/** Kills the browser; only with `onDisk`. */
	kill(): Promise<void>;
	/** Starts it again with the same profile. */
	restart(): Promise<void>;
}

interface DeviceOptions {
	/** Prepares the context before its first page. */
	prepare?: (context: BrowserContext) => Promise<unknown>;
	/** Gives each test a browser of its own whose profile survives `kill`; starting one takes a second. */
	onDisk?: boolean;
	/**
	 * For tests that begin with `install` and are not about the first visit: the worker may be active already, in
	 * a context that another test has used (`InstalledContext`).
	 */
	mayBeInstalled?: boolean;
}

export function openDevice(
	site: Site,
	{ prepare, onDisk = false, mayBeInstalled = false }: DeviceOptions = {}
): Device {
	const viewport = defaultViewport;
	const installed = prepare || onDisk ? null : InstalledContext.of(site);
	let profile: string | undefined;
	let errors: string[] = [];
	/** An empty tab, which is the first to be opened. */
	let emptyTab: Page | undefined;

	async function start() {
		device.context = profile
			? await chromium.launchPersistentContext(profile, { ...launchOptions(), viewport })
			: await (await sharedBrowser()).newContext({ viewport });
		[emptyTab] = device.context.pages();
		device.context.on('weberror', watch);
		await startAtOnce(device.context);
		await prepare?.(device.context);
	}

	const watch = (error: WebError) => void errors.push(String(error.error()));

	beforeEach(async () => {
		errors = [];
		if (installed) {
			const taken = await installed.take(mayBeInstalled);
			({ server: device.server, context: device.context, page: emptyTab } = taken);
			device.context.on('weberror', watch);
			return;
		}
		if (onDisk) profile = mkdtempSync(join(tmpdir(), 'offprint-profile-'));
		device.server = await openFaultServer(site);
		await start();
	});
	afterEach(async ({ task }) => {
		if (installed) {
			device.context.off('weberror', watch);
			await installed.giveBack(task.result?.state !== 'fail');
		} else {
			await device.context.close();
			await device.server.close();
		}
		if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
		expect(errors).toEqual([]);
	});

	const device: Device = {
		server: null!,
		context: null!,
		url: (path) => device.server.origin + site.base + path,
		async open(path) {
			const page = emptyTab ?? (await device.context.newPage());
			emptyTab = undefined;
			await page.goto(device.url(path));
			return page;
		},
		async install(path = '/') {
			const page = await device.open(path);
			await settled(page);
			expect(await page.evaluate(activeState)).toBe('activated');
			return page;
		},
		async kill() {
			const session = await device.context.newCDPSession(device.context.pages()[0]!);
			const gone = new Promise((closed) => device.context.once('close', closed));
			void session.send('Browser.crash').catch(() => {});
			await gone;
		},
		restart: start
	};
	return device;
}

/*
 * Roles and names are not asked for here, in pages that are still loading: that takes a fifth of the time of a
 * load. Both functions run in the page.
 */
const isSettled = () =>
	document.documentElement.dataset.ready === '' &&
	!!document.querySelector('aside[aria-label="Notifications"]');

const isRested = () =>
	document.documentElement.dataset.ready === '' &&
	!!document.querySelector('aside[aria-label="Notifications"]') &&
	!!document.querySelector('label[title="Theme"] select')?.checkVisibility() &&
	(!document.querySelector('#articleBody') || !!document.querySelector('.reading-progress'));

/** Waits until the page is hydrated and its idle work is done. */
export const settled = (page: Page) => until(page, isSettled);

/** Like `settled`, and the deferred parts of the header and the article are mounted. */
export const rested = (page: Page) => until(page, isRested);

/** Marks the open article as read. */
export async function markAsRead(page: Page) {
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await page.getByRole('button', { name: 'Mark as unread' }).first().waitFor();
}

const attributeOf = (page: Page, name: string) =>
	page.locator('meta[name=bundle]').getAttribute(name, { timeout: 10_000 });

/** The build of a page with a list. */
export const buildOf = (page: Page) => attributeOf(page, 'data-build');

/** The scripts and styles of a page. */
export const bundleOf = (page: Page) => attributeOf(page, 'content');

export const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

/** Waits until a worker is active, at most half a minute; returns its state. Runs in the page. */
async function activeState(): Promise<string> {
	const late = new Promise<string>((end) => setTimeout(end, 30_000, 'late'));
	const active = navigator.serviceWorker.ready.then(async ({ active: worker }) => {
		if (worker!.state === 'activating')
			await new Promise((changed) => (worker!.onstatechange = changed));
		return worker!.state;
	});
	return Promise.race([late, active]);
}

/** Checks for a new version, like the browser from time to time, and waits until it is installed. */
export const findUpdate = (page: Page) =>
	page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		await registration.update();
		const worker = registration.installing;
		while (worker?.state === 'installing')
			await new Promise((changed) => (worker.onstatechange = changed));
	});

/** Opens an address in the only tab, where a waiting version with other scripts takes over, and waits for that. */
export async function openUpdated(page: Page, url: string) {
	const bundle = await bundleOf(page);
	await page.goto(url).catch(() => {});
	await expect.poll(() => bundleOf(page).catch(() => bundle)).not.toBe(bundle);
	await settled(page);
}
