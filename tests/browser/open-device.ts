import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterEach, beforeEach, expect } from 'vitest';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';
import type { Site } from '../built/build-sites.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';

/** A browser with a profile of its own, on a server that can be told to fail; both anew a test. */
export interface Device {
	server: FaultServer;
	context: BrowserContext;
	url(path: string): string;
	/** Opens a tab at a path below the base path. */
	open(path: string): Promise<Page>;
	/** As `open`, until the worker is active and the page's own part of it stands. */
	install(path?: string): Promise<Page>;
	/** Ends the browser as a crash does and starts it again with the same profile. */
	kill(): Promise<void>;
	restart(): Promise<void>;
}

export function openDevice(
	site: Site,
	before?: (context: BrowserContext) => Promise<void>
): Device {
	let profile: string;
	let errors: string[] = [];

	async function start() {
		device.context = await chromium.launchPersistentContext(profile, {
			executablePath: findOrInstallBrowser(),
			args: ['--no-sandbox', '--disable-background-networking'],
			viewport: { width: 1280, height: 800 }
		});
		device.context.on('page', (page) =>
			page.on('pageerror', (error) => errors.push(String(error)))
		);
		await before?.(device.context);
	}

	beforeEach(async () => {
		errors = [];
		profile = mkdtempSync(join(tmpdir(), 'offprint-profile-'));
		device.server = await openFaultServer(site);
		await start();
	});
	afterEach(async () => {
		await device.context.close();
		await device.server.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
		expect(errors).toEqual([]);
	});

	const device: Device = {
		server: null!,
		context: null!,
		url: (path) => device.server.origin + site.base + path,
		async open(path) {
			const page = await device.context.newPage();
			await page.goto(device.url(path));
			return page;
		},
		async install(path = '/') {
			const page = await device.open(path);
			await settled(page);
			const state = () =>
				page.evaluate(
					async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? 'none'
				);
			await expect.poll(state, { timeout: 30_000 }).toBe('activated');
			return page;
		},
		async kill() {
			const session = await device.context.newCDPSession(await device.context.newPage());
			const gone = new Promise((closed) => device.context.once('close', closed));
			void session.send('Browser.crash').catch(() => {});
			await gone;
		},
		restart: start
	};
	return device;
}

/** The page is taken over, and what it does when idle is done. */
export async function settled(page: Page) {
	await page.waitForFunction(() => document.documentElement.dataset.ready === '');
	await page.getByRole('complementary', { name: 'Notifications' }).waitFor({ state: 'attached' });
}

/** As `settled`, with what the header and an article gain. */
export async function rested(page: Page) {
	await page.getByRole('combobox', { name: 'Theme' }).waitFor();
	await settled(page);
	if (await page.locator('#articleBody').count())
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
}

/** Says of the article that is open that it is read. */
export async function markAsRead(page: Page) {
	await page.getByRole('button', { name: 'Mark as read' }).click();
	await page.getByRole('button', { name: 'Mark as unread' }).first().waitFor();
}

/** The build that a page is of. */
export const buildOf = (page: Page) =>
	page.locator('meta[name="build"]').first().getAttribute('content', { timeout: 2000 });

export const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

/** Looks for a new version, as the browser does now and then, and waits until it is installed. */
export const findUpdate = (page: Page) =>
	page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		await registration.update();
		while (registration.installing) await new Promise((next) => setTimeout(next, 50));
	});

/** Opens an address in the only tab, where a version that waits takes over, and waits for it. */
export async function openUpdated(page: Page, url: string) {
	const build = await buildOf(page);
	await page.goto(url).catch(() => {});
	await expect.poll(() => buildOf(page).catch(() => build)).not.toBe(build);
	await settled(page);
}
