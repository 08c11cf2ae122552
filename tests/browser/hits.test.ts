import { describe, expect, inject, it } from 'vitest';
import { card, cards, search, watchSections } from './hits.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('fixture'));

describe('a hit shows', () => {
	it('its title and passage with marked words, the heading, and the matching parts', async () => {
		const page = await site.open('/');
		await search(page, 'ledger braces');
		const hit = card(page, 'The ledger of part 3');
		await hit.scrollIntoViewIfNeeded();
		const heading = hit.getByRole('link', { name: 'Part 3 in code' });
		await heading.waitFor();
		expect(await hit.getByRole('heading').locator('mark').allTextContents()).toEqual(['ledger']);
		expect(await hit.locator('.passage mark').allTextContents()).toContain('Braces');
		expect(await hit.locator('.passage').textContent()).toMatch(/Text\s+in\s+“Part 3 in code”/);
		expect(await hit.getByRole('heading').count()).toBe(1);
		await heading.click();
		await page.waitForURL((url) => url.pathname.endsWith('/ledger-3/'));
		expect(await page.evaluate(() => location.hash)).toBe('#part-3-in-code');
		// The browser has scrolled to the words, which are below the heading.
		await until(page, () => scrollY > 0);
	});

	it('the matching line of code', async () => {
		const page = await site.open('/?q=HandleAsync42');
		const hit = card(page, 'The index of part 42');
		await hit.locator('.passage code').waitFor();
		expect(await hit.locator('.passage code').textContent()).toMatch(
			/^public Task<List<T>> HandleAsync42</
		);
		expect(await hit.locator('.passage').textContent()).toContain('Code');
	});

	it('its title if that has every word', async () => {
		const page = await site.open('/?q=queue');
		const hit = cards(page).first();
		await hit.locator('.passage mark').first().waitFor();
		expect(await hit.locator('.passage').textContent()).toMatch(/^\s*Title, Text\s+in\s+“Opening/);
	});

	it('its description only if the passages cannot be fetched', async () => {
		const page = await site.open('/');
		site.expectErrors(/Failed to load resource/);
		await page.route('**/x/y/*/*.json', (route) => route.abort());
		const asked = watchSections(page);
		await search(page, 'cursor');
		await cards(page).first().getByRole('heading').locator('mark').waitFor();
		await expect.poll(() => asked.length).toBeGreaterThan(0);
		const told = cards(page).first().locator('.passage');
		await expect
			.poll(() => told.textContent())
			.toMatch(/^\s*Title, Description\s+· Couldn’t load the article text/);
		await told.locator('.text mark').first().waitFor();
		expect(await page.locator('.passage a').count()).toBe(0);
		expect(await cards(page).first().textContent()).toContain('has to say of the cursor');
	});
});

describe('marks in titles', () => {
	it('follow the text with each letter', async () => {
		const page = await site.open('/');
		await search(page, 'ledger');
		await cards(page).first().locator('.passage mark').first().waitFor();
		const shown = await page.getByRole('searchbox').evaluate(async (element) => {
			const input = element as HTMLInputElement;
			input.value = 'router';
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise(requestAnimationFrame);
			const texts = (selector: string) =>
				[...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
			return { marks: texts('ul[aria-label=Articles] h2 mark'), passages: texts('.passage mark') };
		});
		expect(shown.marks.length).toBeGreaterThan(0);
		expect(new Set(shown.marks)).toEqual(new Set(['router']));
		expect(shown.passages).toEqual([]);
	});
});
