import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite, titles } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('fixture'));

/**
 * Translates the page as Chrome does: every text node is replaced by two nested `<font>` elements
 * with other words. Runs in the page.
 */
function translate() {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
		node.parentElement!.closest('script, style, noscript, font') || !node.textContent!.trim()
			? NodeFilter.FILTER_REJECT
			: NodeFilter.FILTER_ACCEPT
	);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts) {
		const outer = document.createElement('font');
		const inner = outer.appendChild(document.createElement('font'));
		inner.textContent = text.data.replace(/[a-z]{3,}/gi, (word) => `~${word}`);
		text.replaceWith(outer);
	}
}

const original = (text: string | null) => (text ?? '').replaceAll('~', '').trim();

/** Title, link, level and minutes of every card. */
const cards = (page: Page) =>
	page
		.getByRole('list', { name: 'Articles' })
		.getByRole('article')
		.evaluateAll((articles) =>
			articles.map((article) => {
				const text = (selector: string) =>
					article.querySelector(selector)!.textContent!.replaceAll('~', '').trim();
				const link = article.querySelector('a')!;
				return [text('h2'), link.pathname, text('.level'), text('.minutes')];
			})
		);

const status = async (page: Page) => original(await page.getByRole('status').textContent());

const counts = (page: Page) =>
	page
		.getByRole('search')
		.locator('label')
		.evaluateAll((labels) =>
			labels.map((label) => label.textContent!.replaceAll('~', '').replace(/\s+/g, ' ').trim())
		);

/** What a page shows after some steps, with or without being translated first. */
async function shown(translated: boolean, steps: (page: Page) => Promise<void>) {
	const page = await site.open('/');
	if (translated) await page.evaluate(translate);
	await steps(page);
	const all = { cards: await cards(page), status: await status(page), counts: await counts(page) };
	await site.close(page);
	return all;
}

const check = (page: Page, name: RegExp) =>
	page.getByRole('search').locator('label', { hasText: name }).first().click();

async function search(page: Page, text: string) {
	await page.getByRole('searchbox').fill(text);
	await until(page, (q) => location.search.includes(q), text);
	await page.locator('.passage mark').first().waitFor();
}

describe('a page that the browser has translated', () => {
	it.each<[string, (page: Page) => Promise<void>]>([
		[
			'is filtered',
			async (page) => {
				await check(page, /Advanced/);
				await expect.poll(() => status(page)).toBe('50 of 150 articles');
			}
		],
		[
			'is filtered, and filtered again after a second translation',
			async (page) => {
				await check(page, /Advanced/);
				await expect.poll(() => status(page)).toBe('50 of 150 articles');
				if (await page.locator('font').count()) await page.evaluate(translate);
				await check(page, /Beginner/);
				await expect.poll(() => status(page)).toBe('100 of 150 articles');
				await check(page, /Advanced/);
				await expect.poll(() => status(page)).toBe('50 of 150 articles');
			}
		],
		[
			'is searched',
			async (page) => {
				await search(page, 'router');
				if (await page.locator('font').count()) await page.evaluate(translate);
				await search(page, 'cursor');
				await expect.poll(() => titles(page)).toHaveLength(18);
			}
		],
		[
			'is searched without a result',
			async (page) => {
				await page.getByRole('searchbox').fill('xylophone');
				await until(page, () => location.search === '?q=xylophone');
				await expect.poll(() => status(page)).toMatch(/^No articles match/);
			}
		]
	])('shows what an untranslated one does when it %s', async (_name, steps) => {
		const expected = await shown(false, steps);
		expect(await shown(true, steps)).toEqual(expected);
	});

	it('shows the new label of a button', async () => {
		const page = await site.open('/backend/queue-0/');
		const button = page.locator('.actions .save-button');
		await button.waitFor();
		await page.evaluate(translate);
		await button.click();
		await expect
			.poll(async () => original(await button.textContent()))
			.toBe('Saved on this device: The queue of part 0 Saved on this device');
	});
});
