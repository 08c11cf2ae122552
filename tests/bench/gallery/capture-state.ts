import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openFaultServer } from '../../browser/fault-server.ts';
import type { Site } from '../../built/build-sites.ts';
import type { Picture } from './gallery-page.ts';
import type { State } from './state.ts';
import { waitForHeaderAndIdle } from './steps.ts';

const timeoutMs = 60_000;
const colors = ['light', 'dark'] as const;

/** Guards against page scripts that never finish. */
const withTimeout = <T>(work: Promise<T> | undefined) =>
	Promise.race([
		work,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('Timed out')), timeoutMs).unref()
		)
	]);

/** @throws if the element does not enter the viewport */
async function waitUntilInViewport(page: Page, sign: Locator) {
	await sign.first().waitFor();
	const { width, height } = page.viewportSize()!;
	const end = Date.now() + 5000;
	for (;;) {
		const box = await sign.first().boundingBox();
		if (box && box.y < height && box.y + box.height > 0 && box.x < width) return;
		if (Date.now() > end)
			throw new Error('The element that identifies the state is outside the viewport');
		await page.waitForTimeout(100);
	}
}

/**
 * Takes pictures of a state at one width, in both color schemes.
 * @param next the build to deploy, for states that need a deployment
 * @throws if the state is not reached
 */
export async function captureState(
	browser: Browser,
	site: Site,
	next: Site,
	{ name, path, sign, reach, faults, options = {} }: State,
	width: number,
	folder: string
): Promise<Picture[]> {
	const server = await openFaultServer(site);
	const context = await browser.newContext({
		viewport: { width, height: 800 },
		permissions: ['clipboard-read', 'clipboard-write'],
		...options
	});
	try {
		server.fail(faults ?? null);
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		// tsx wraps named functions in a helper that does not exist in the page.
		await page.addInitScript('globalThis.__name ??= (value) => value');
		await page.goto(server.origin + path);
		if (options.javaScriptEnabled !== false && !faults) await waitForHeaderAndIdle(page);
		await withTimeout(reach?.({ page, server, next }));
		const pictures: Picture[] = [];
		for (const color of colors) {
			await page.emulateMedia({ colorScheme: color });
			await waitUntilInViewport(page, sign(page));
			// Wait for work that runs when the page is idle.
			await page.waitForTimeout(500);
			const file = `${name.toLowerCase().replace(/\W+/g, '-')}-${width}-${color}.png`;
			await page.screenshot({ path: join(folder, file) });
			pictures.push({ file, width, color });
		}
		return pictures;
	} finally {
		await context.close();
		await server.close();
	}
}
