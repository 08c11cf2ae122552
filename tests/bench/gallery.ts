import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeFeatureLibrary } from '../built/fixture-library.ts';
import { buildSite } from './build-site.ts';
import { serveSite } from './served-site.ts';

interface State {
	name: string;
	path: string;
	/** Brings the page from its opening into the state. */
	reach?: (page: Page) => Promise<void>;
	/** The state is of narrow windows only. */
	narrow?: boolean;
	script?: false;
}

const press = async (page: Page, name: string | RegExp) => {
	await page.getByRole('button', { name }).first().focus();
	await page.keyboard.press('Enter');
};
const unanswered = (page: Page) => page.route(/index[^/]*\.json$/, () => undefined);

const ownStates: State[] = [
	{ name: 'Library', path: '/' },
	{ name: 'Library without JavaScript', path: '/', script: false },
	{ name: 'Category', path: '/backend/' },
	{ name: 'Level', path: '/backend/level/advanced/' },
	{ name: 'Search with passages', path: '/?q=outbox' },
	{ name: 'Filtered', path: '/?level=Advanced&sort=shortest' },
	{ name: 'No results', path: '/?level=Beginner&q=zzzzzz' },
	{
		name: 'Searching',
		path: '/',
		reach: async (page) => {
			await unanswered(page);
			await page.getByRole('searchbox').fill('outbox');
		}
	},
	{ name: 'Filter sheet', path: '/', narrow: true, reach: (page) => press(page, /^Filters/) },
	{ name: 'Article', path: '/backend/nanoid-over-uuid/' },
	{ name: 'Tags', path: '/tags/' },
	{ name: 'Tag', path: '/tags/nats/' },
	{ name: 'Saved', path: '/saved/' },
	{ name: 'Not found', path: '/nowhere/' },
	{ name: 'Offline', path: '/offline/' }
];

const featureStates: State[] = [
	{ name: 'Everything in an article', path: '/web/features/' },
	{
		name: 'Code copied',
		path: '/web/features/',
		reach: async (page) => {
			await press(page, 'Copy code in csharp');
		}
	},
	{
		name: 'Footnote',
		path: '/web/long/',
		reach: (page) => page.locator('[data-footnote-ref]').first().click()
	},
	{ name: 'Large figure', path: '/web/features/', reach: (page) => press(page, /^Enlarge/) }
];

const widths = [360, 768, 1280];
const colours = ['light', 'dark'] as const;

async function shoot(browser: Browser, origin: string, states: readonly State[], folder: string) {
	let html = '';
	for (const { name, path, reach, narrow, script } of states) {
		html += `<h2>${name}</h2>\n<div>`;
		for (const width of narrow ? widths.slice(0, 1) : widths)
			for (const colorScheme of colours) {
				const context = await browser.newContext({
					viewport: { width, height: 800 },
					colorScheme,
					javaScriptEnabled: script,
					permissions: ['clipboard-read', 'clipboard-write']
				});
				const page = await context.newPage();
				await page.goto(origin + path, { waitUntil: 'networkidle' });
				await reach?.(page);
				// For what comes when the page rests.
				await page.waitForTimeout(500);
				const file = `${name.toLowerCase().replaceAll(' ', '-')}-${width}-${colorScheme}.png`;
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
