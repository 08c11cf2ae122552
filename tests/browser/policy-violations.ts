import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Site } from '../built/build-sites.ts';
import { openFaultServer, type FaultServer } from './fault-server.ts';
import { defaultViewport } from './reused-tab.ts';
import { sharedBrowser, startAtOnce } from './shared-browser.ts';

/** What pages and workers have done against their policy in this test. */
export const violations: string[] = [];

/** Reports what a page does against its policy, from its first script on. */
export async function listen(context: BrowserContext) {
	await context.exposeFunction('reportViolation', (text: string) => violations.push(text));
	await context.addInitScript(() => {
		const report = (globalThis as unknown as { reportViolation(text: string): void })
			.reportViolation;
		addEventListener('securitypolicyviolation', (event) =>
			report(`${event.violatedDirective} ${event.blockedURI} ${event.sample} on ${location.href}`)
		);
	});
	context.on('console', (message) => {
		if (message.text().startsWith(workerMark)) violations.push(message.text());
	});
}

const workerMark = 'In the worker: ';

/** Reports what the worker does by the console, which needs neither a network nor an open page. */
export const workerListener = `addEventListener('securitypolicyviolation', (event) =>
	console.error('${workerMark}' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));\n`;

/** One page for several tests, of a site whose worker installs nothing. */
export function openCold(site: Site) {
	const cold = { page: null! as Page, url: (path: string) => server.origin + site.base + path };
	let server: FaultServer;

	beforeAll(async () => {
		server = await openFaultServer(site);
		server.fail((path) => (path === 'service-worker.js' ? 'idle script' : null));
		const context = await (await sharedBrowser()).newContext({ viewport: defaultViewport });
		await startAtOnce(context);
		await listen(context);
		cold.page = await context.newPage();
		cold.page.on('pageerror', (error) => violations.push(String(error)));
	});
	afterAll(async () => {
		await cold.page.context().close();
		await server.close();
	});
	return cold;
}
