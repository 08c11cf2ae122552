import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where test files connect to the browser that they share. */
		browser: string;
	}
}

/** Starts one browser for all test files: each opens contexts of its own in it. */
export default async function startBrowser(project: TestProject) {
	const server = await chromium.launchServer({
		executablePath: findOrInstallBrowser(),
		args: ['--no-sandbox']
	});
	project.provide('browser', server.wsEndpoint());
	return () => server.close();
}
