import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { press } from './keyboard.ts';
import { markAsRead, rested } from './open-device.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('features'));

/** Opens an article some of whose sections, by id, have changed since it was read. */
async function openChanged(
	path: string,
	changed: (id: string) => boolean,
	viewport = { width: 1280, height: 800 }
): Promise<Page> {
	const page = await site.open(path, { viewport });
	await rested(page);
	await markAsRead(page);
	await page.evaluate(async () => {
		const asked = indexedDB.open('offprint|/');
		await new Promise((opened) => (asked.onsuccess = opened));
		Object.assign(window, { database: asked.result });
	});
	const ids = await page.evaluate(async () => {
		const { database } = window as never as { database: IDBDatabase };
		const asked = database.transaction('articles').objectStore('articles').getAll();
		await new Promise((read) => (asked.onsuccess = read));
		return (asked.result[0] as { sections: { heading: string }[] }).sections.map(
			({ heading }) => heading
		);
	});
	await page.evaluate(async (news) => {
		const { database } = window as never as { database: IDBDatabase };
		const store = database.transaction('articles', 'readwrite').objectStore('articles');
		const asked = store.getAll();
		await new Promise((read) => (asked.onsuccess = read));
		const [row] = asked.result as { sections: { heading: string; value: string }[] }[];
		for (const section of row!.sections)
			if (news.includes(section.heading)) section.value = 'before';
		const put = store.put(row);
		await new Promise((done) => (put.onsuccess = done));
		database.close();
	}, ids.filter(changed));
	await page.goto(site.blankUrl());
	await page.goto(site.url(path));
	await rested(page);
	return page;
}

const notices = (page: Page) => page.getByRole('complementary', { name: 'Notifications' });

describe('a change since an article was read', () => {
	it('is listed by section, the introduction included, and marked at each block', async () => {
		const page = await openChanged('/web/features/', (id) => id === '' || id === 'figures');
		const links = notices(page).getByRole('link');
		await links.first().waitFor();
		expect(await links.allTextContents()).toEqual(['introduction', 'Figures']);
		const marks = await page
			.locator('#articleBody > *')
			.evaluateAll((blocks) =>
				blocks.map(
					(block) => `${block.id || block.localName} ${block.getAttribute('data-changed')}`
				)
			);
		const at = marks.indexOf('figures first');
		expect(marks.slice(0, 3)).toEqual(['p first', 'code null', 'figure null']);
		expect(marks.slice(at - 1, at + 2)).toEqual(['div null', 'figures first', 'figure ']);
		// The line does not touch the text, and the text has not moved.
		const left = () =>
			page.locator('#figures').evaluate((element) => {
				const words = new Range();
				words.selectNodeContents(element);
				return words.getBoundingClientRect().left;
			});
		const marked = await left();
		await page.locator('#figures').evaluate((element) => element.removeAttribute('data-changed'));
		expect(await left()).toBe(marked);
	});

	it('is announced with the section to readers who cannot see the mark', async () => {
		const page = await openChanged('/web/features/', (id) => id === 'figures');
		await notices(page).getByRole('link').waitFor();
		const tree = await page.locator('#articleBody').ariaSnapshot();
		expect(tree).toMatch(/heading "Changed since you read it: Figures"/);
		expect(await page.locator('#figures').textContent()).toBe('Figures');
	});

	it('is dismissed with the button, for as long as the page is open', async () => {
		const page = await openChanged('/web/features/', (id) => id === 'figures');
		await notices(page).getByRole('button', { name: 'Dismiss' }).focus();
		await page.keyboard.press('Enter');
		await expect.poll(() => notices(page).getByRole('link').count()).toBe(0);
		await until(page, () => document.activeElement!.closest('main'));
		await page.mouse.wheel(0, 2000);
		expect(await notices(page).getByRole('button').count()).toBe(0);
		expect(await page.locator('#figures').getAttribute('data-changed')).toBe('first');
	});

	it('takes no more than half of a small window and can be scrolled', async () => {
		const page = await openChanged('/web/uneven/', () => true, { width: 320, height: 256 });
		const links = notices(page).getByRole('link');
		await links.first().waitFor();
		expect(await links.count()).toBe(26);
		expect((await notices(page).boundingBox())!.height).toBeLessThanOrEqual(128);
		await links.last().focus();
		await press(page, 'Tab');
		expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Dismiss');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
	});
});
