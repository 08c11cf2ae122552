import { expect } from 'vitest';
import type { Browser } from './browser.ts';
import type { Host } from './host.ts';

/** Installs a build, and lets it become active. @param bundle see `Host.deploy` */
export async function deploy(host: Host, browser: Browser, build: string, bundle?: string) {
	host.deploy(build, bundle);
	await browser.update();
	await browser.visit(browser.tabs[0]!, '/');
	expect(browser.active?.version).toBe(build);
}
