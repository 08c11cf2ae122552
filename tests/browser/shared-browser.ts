import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';

export const launchOptions = (): LaunchOptions => ({
	executablePath: findOrInstallBrowser(),
	args: ['--no-sandbox', '--disable-background-networking']
});

let browser: Browser | undefined;

/**
 * The browser of the test files that a process runs one after another; each test has a context of its
 * own. It ends with the process.
 */
export async function sharedBrowser(): Promise<Browser> {
	if (!browser?.isConnected()) browser = await chromium.launch(launchOptions());
	return browser;
}
