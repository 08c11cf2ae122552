import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeFeatureLibrary } from '../built/fixture-library.ts';
import { buildSite } from './build-site.ts';
import { featureStates, ownStates, type State } from './gallery-states.ts';
import { serveSite } from './served-site.ts';

const widths = [360, 768, 1280];
const colours = ['light', 'dark'] as const;

async function shoot(browser: Browser, origin: string, states: readonly State[], folder: string) {
	let html = '';
	for (const { name, path, reach, narrow, options } of states) {
		html += `<h2>${name}</h2>\n<div>`;
		for (const width of narrow ? widths.slice(0, 1) : widths)
			for (const colorScheme of colours) {
				const context = await browser.newContext({
					viewport: { width, height: 800 },
					colorScheme,
					permissions: ['clipboard-read', 'clipboard-write'],
					...options
				});
				const page = await context.newPage();
				await page.goto(origin + path, { waitUntil: 'networkidle' });
				// The other states are worth seeing all the same.
				await reach?.(page).catch((error) => console.error(name, width, error));
				// For what comes when the page rests.
				await page.waitForTimeout(500);
				const file = `${name.toLowerCase().replace(/\W+/g, '-')}-${width}-${colorScheme}.png`;
				await page.screenshot({ path: join(folder, file) });
				await context.close();
				html += `<figure><img src="${file}" width="${width}" height="800" alt="" loading="lazy"><figcaption>${width} ${colorScheme}</figcaption></figure>`;
			}
		html += '</div>\n';
	}
	return html;
}

/**
 * Every state of the pages in three widths and both colours, on one page to be looked through.
 * @returns the path of that page, in `OFFPRINT_GALLERY` or a new temporary folder
 */
export async function makeGallery(browser: Browser, temporary: string): Promise<string> {
	const folder = process.env.OFFPRINT_GALLERY ?? mkdtempSync(join(tmpdir(), 'offprint-gallery-'));
	mkdirSync(folder, { recursive: true });
	const content = join(temporary, 'gallery-content');
	writeFeatureLibrary(content);
	let html = '';
	for (const [source, states] of [
		['content', ownStates],
		[content, featureStates]
	] as const) {
		const site = join(temporary, `gallery-${source === content ? 'features' : 'own'}`);
		buildSite(source, site);
		html += await serveSite(site, (origin) => shoot(browser, origin, states, folder));
	}
	const path = join(folder, 'index.html');
	writeFileSync(
		path,
		`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>
body { font-family: system-ui; background: #888 }
div { display: flex; gap: 1rem; overflow-x: auto }
figure { margin: 0 }
img { width: auto; height: 30rem }
</style>
<h1>Gallery</h1>
${html}</html>
`
	);
	return path;
}
