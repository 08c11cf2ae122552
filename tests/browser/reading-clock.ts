import type { Page } from 'playwright-core';
import { rested } from './open-device.ts';
import type { OpenSite } from './open-site.ts';
import { laidOut } from './scroll-place.ts';

/** A long article. */
export const path = '/web/uneven/';

/** Opens articles of a site in the course of time. */
export function clockedReader(site: OpenSite) {
	/** Opens an article with a clock that the test controls. */
	async function open(at = path, options = {}): Promise<Page> {
		const page = await site.openBlank(options);
		await page.clock.install();
		await visit(page, at);
		return page;
	}

	/**
	 * Opens an article again from another page, and waits until it is laid out, as it is long before a reader has
	 * stayed anywhere: the clock runs ahead of the page's idle time.
	 */
	async function visit(page: Page, at = path) {
		await page.goto(site.blankUrl());
		await page.goto(site.url(at));
		await rested(page);
		await laidOut(page);
		await stored(page);
	}

	return { open, visit };
}

export const seconds = (page: Page, count: number) => page.clock.runFor(count * 1000);

/** Longer than a glance. */
export async function stay(page: Page) {
	await seconds(page, 14);
	await stored(page);
}

/**
 * Waits until the database is open and has what was written to it. The clock runs ahead of it, too: the page would take
 * it for one that does not respond, or be left before it has stored anything.
 */
export const stored = (page: Page) =>
	page.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) {
			const opening = indexedDB.open(name!);
			const database = await new Promise<IDBDatabase>((open, fail) => {
				opening.onsuccess = () => open(opening.result);
				opening.onerror = () => fail(opening.error!);
			});
			// It begins when all others have ended.
			const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
			await new Promise((end) => (transaction.oncomplete = end));
			database.close();
		}
	});

/**
 * Scrolls so that a given share of a block is above the reading line, and waits until the page has noticed: the
 * clock runs ahead of the next frame, too.
 */
export const scrollToBlock = (page: Page, n: number, share = 0) =>
	page.evaluate(
		async ([index, part]) => {
			const block = document.querySelectorAll('#articleBody > *')[index!]!;
			const noticed = new Promise((notice) => addEventListener('scroll', notice, { once: true }));
			const before = scrollY;
			// Twice: blocks that were not laid out had estimated heights.
			for (let times = 0; times < 2; times++) {
				const { top, height } = block.getBoundingClientRect();
				scrollBy({ top: top + height * part! - innerHeight / 4, behavior: 'instant' });
			}
			if (scrollY !== before) await noticed;
		},
		[n, share]
	);

/** The block at the reading line. */
export const blockAtEye = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('#articleBody > *')].findLastIndex(
			(block) => block.getBoundingClientRect().top <= innerHeight / 4 + 1
		)
	);

export const button = (page: Page) => page.getByRole('button', { name: /^Continue/ });
export const unread = (page: Page) => page.getByRole('button', { name: 'Mark as unread' });
