import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openFaultServer } from '../../browser/fault-server.ts';
import type { Site } from '../../built/build-sites.ts';
import type { Picture } from './gallery-page.ts';
import type { State } from './state.ts';
import { rested } from './steps.ts';

/** In milliseconds. */
const patience = 60_000;
const colours = ['light', 'dark'] as const;

/** A script of the page may wait for what never comes. */
const inTime = <T>(work: Promise<T> | undefined) =>
	Promise.race([
		work,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('It takes too long')), patience).unref()
		)
	]);

/** @throws where it does not come into sight */
async function untilInSight(page: Page, sign: Locator) {
	await sign.first().waitFor();
	const { width, height } = page.viewportSize()!;
	const end = Date.now() + 5000;
	for (;;) {
		const box = await sign.first().boundingBox();
		if (box && box.y < height && box.y + box.height > 0 && box.x < width) return;
		if (Date.now() > end) throw new Error('What tells the state is out of sight');
		await page.waitForTimeout(100);
	}
}

/**
 * Takes pictures of a state in a window of one width, in both colours.
 * @param next the build after the site's, for states that a deployment brings
 * @throws where the state is not reached: what is no picture of it is not taken
 */
export async function shoot(
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
		// tsx wraps named functions in a helper that the page does not have.
		await page.addInitScript('globalThis.__name ??= (value) => value');
		await page.goto(server.origin + path);
		if (options.javaScriptEnabled !== false && !faults) await rested(page);
		await inTime(reach?.({ page, server, next }));
		const pictures: Picture[] = [];
		for (const colour of colours) {
			await page.emulateMedia({ colorScheme: colour });
			await untilInSight(page, sign(page));
			// For what comes when the page rests.
			await page.waitForTimeout(500);
			const file = `${name.toLowerCase().replace(/\W+/g, '-')}-${width}-${colour}.png`;
			await page.screenshot({ path: join(folder, file) });
			pictures.push({ file, width, colour });
		}
		return pictures;
	} finally {
		await context.close();
		await server.close();
	}
}
