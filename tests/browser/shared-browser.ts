import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright-core';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';

export const launchOptions = (): LaunchOptions => ({
	executablePath: findOrInstallBrowser(),
	args: ['--no-sandbox', '--disable-background-networking']
});

let browser: Browser | undefined;

/** The browser of the test files that a process runs one after another. It ends with the process. */
export async function sharedBrowser(): Promise<Browser> {
	if (!browser?.isConnected()) browser = await chromium.launch(launchOptions());
	return browser;
}

/** Lets the app of every page start at once, as for a reader who scrolls while the page loads. */
export const startAtOnce = (context: BrowserContext) =>
	context.addInitScript({
		content: "addEventListener('DOMContentLoaded', () => dispatchEvent(new Event('wheel')));"
	});
