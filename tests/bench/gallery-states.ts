import type { BrowserContextOptions, Page } from 'playwright-core';

export interface State {
	name: string;
	path: string;
	/** Brings the page from its opening into the state. */
	reach?: (page: Page) => Promise<unknown>;
	/** The state is of narrow windows only. */
	narrow?: true;
	options?: BrowserContextOptions;
}

const article = '/backend/nanoid-over-uuid/';
const articleFiles = '**/backend/*/**';
const indexFile = /index[^/]*\.json$/;

const press = async (page: Page, name: string | RegExp) => {
	await page.getByRole('button', { name }).first().focus();
	await page.keyboard.press('Enter');
};

/** Opens another page of the site in the same tab. */
const open = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

/** What the page does when it is idle is done. */
const settled = (page: Page) =>
	page.getByRole('complementary', { name: 'This device' }).waitFor({ state: 'attached' });

const installed = async (page: Page) => {
	await settled(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => caches.keys().then(({ length }) => length > 0));
};

async function cutOff(page: Page, path: string) {
	await installed(page);
	await page.context().setOffline(true);
	await open(page, path);
	await page.waitForTimeout(500);
}

async function scrollTo(page: Page, share: number) {
	await settled(page);
	// What is far off has its height only when it comes near. What the reader did is noted when the
	// scroll has come to rest.
	for (let step = 0; step < 3; step++) {
		await page.evaluate((part) => window.scrollTo(0, part * document.body.scrollHeight), share);
		await page.waitForTimeout(600);
	}
}

const show = (page: Page, selector: string) =>
	page
		.locator(selector)
		.first()
		.evaluate((element) => element.scrollIntoView({ block: 'center' }));

async function search(page: Page, text: string) {
	await page.keyboard.press('Control+k');
	await page.getByRole('searchbox').fill(text);
	await page.getByRole('dialog').getByRole('status').or(page.locator('.quick-results')).waitFor();
}

const saveAll = async (page: Page) => {
	await settled(page);
	await press(page, /^Save these/);
};

/** States of the library of `content/`. */
export const ownStates: readonly State[] = [
	{ name: 'Library', path: '/' },
	{ name: 'Library without JavaScript', path: '/', options: { javaScriptEnabled: false } },
	{ name: 'Library in forced colours', path: '/', options: { forcedColors: 'active' } },
	{ name: 'Category', path: '/backend/' },
	{ name: 'Level', path: '/backend/level/advanced/' },
	{ name: 'Search with passages', path: '/?q=outbox' },
	{ name: 'Filtered', path: '/?level=Advanced&sort=shortest' },
	{ name: 'One result', path: '/?time=21-' },
	{ name: 'No results', path: '/?level=Beginner&q=zzzzzz' },
	{
		name: 'Searching',
		path: '/',
		reach: async (page) => {
			await page.route(indexFile, () => undefined);
			await page.getByRole('searchbox').fill('outbox');
		}
	},
	{
		name: 'Search without an index',
		path: '/',
		reach: async (page) => {
			await page.route(indexFile, (route) => route.abort());
			await page.getByRole('searchbox').fill('outbox');
		}
	},
	{ name: 'Filter sheet', path: '/', narrow: true, reach: (page) => press(page, /^Filters/) },
	{ name: 'Search dialog', path: article, reach: (page) => search(page, 'outbox') },
	{ name: 'Search dialog, nothing found', path: article, reach: (page) => search(page, 'zzzzzz') },
	{ name: 'Article', path: article },
	{ name: 'Code', path: article, reach: (page) => show(page, '.code') },
	{ name: 'Diagram', path: article, reach: (page) => show(page, '.diagram') },
	{ name: 'Table', path: article, reach: (page) => show(page, '.table') },
	{ name: 'End of an article', path: article, reach: (page) => scrollTo(page, 1) },
	{
		name: 'Words that were searched for',
		path: '/?q=outbox',
		reach: async (page) => {
			await page.getByRole('listitem').getByRole('link').first().focus();
			await page.keyboard.press('Enter');
			await page.getByRole('group', { name: 'Marked words' }).waitFor();
		}
	},
	{
		name: 'Where reading goes on',
		path: article,
		reach: async (page) => {
			await scrollTo(page, 0.5);
			await open(page, '/');
			await open(page, article);
			await settled(page);
		}
	},
	{
		name: 'Changed since it was read',
		path: article,
		reach: async (page) => {
			await scrollTo(page, 1);
			// As if every section were another one now, before the page's script reads them.
			await page.addInitScript(() =>
				document.addEventListener('readystatechange', () => {
					const data = document.getElementById('pageData');
					if (data && document.readyState === 'interactive')
						data.textContent = data.textContent!.replace(/("hash":")\w/g, '$1_');
				})
			);
			await open(page, article);
			await settled(page);
		}
	},
	{
		name: 'Article in print',
		path: article,
		reach: (page) => page.emulateMedia({ media: 'print' })
	},
	{ name: 'Tags', path: '/tags/' },
	{ name: 'Tag', path: '/tags/nats/' },
	{ name: 'Nothing saved', path: '/saved/' },
	{
		name: 'Saving',
		path: '/backend/',
		reach: async (page) => {
			await page.route(articleFiles, () => undefined);
			await saveAll(page);
		}
	},
	{
		name: 'Saving failed',
		path: '/backend/',
		reach: async (page) => {
			await page.route(articleFiles, (route) => route.abort());
			await saveAll(page);
			await page.getByRole('alert').waitFor();
		}
	},
	{
		name: 'Saved',
		path: '/backend/',
		reach: async (page) => {
			await saveAll(page);
			await page.getByRole('group', { name: 'Saving for offline' }).waitFor({ state: 'detached' });
			await open(page, '/saved/');
			await page.getByRole('list', { name: 'Saved articles' }).waitFor();
		}
	},
	{ name: 'Library offline', path: '/', reach: (page) => cutOff(page, '/') },
	{ name: 'Article offline', path: article, reach: (page) => cutOff(page, article) },
	{
		name: 'Page that is not kept, offline',
		path: article,
		reach: (page) => cutOff(page, '/backend/contract-testing-pact/')
	},
	{ name: 'Not found', path: '/nowhere/' }
];

const features = '/web/features/';

/** States of the library that has everything an article can hold. */
export const featureStates: readonly State[] = [
	{ name: 'Everything in an article', path: features },
	{ name: 'Callout and table', path: features, reach: (page) => show(page, '.callout') },
	{
		name: 'Article in forced colours',
		path: features,
		reach: (page) => show(page, '.code'),
		options: { forcedColors: 'active' }
	},
	{ name: 'Code copied', path: features, reach: (page) => press(page, 'Copy code in csharp') },
	{
		name: 'Footnote',
		path: '/web/long/',
		reach: (page) => page.locator('[data-footnote-ref]').first().click()
	},
	{ name: 'Large figure', path: features, reach: (page) => press(page, /^Enlarge/) }
];
