import { describe, expect, inject, it } from 'vitest';
import { cards, search } from './hits.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('fixture'));

describe('the room for passages', () => {
	it('is not reserved without an index', async () => {
		site.expectErrors(/ERR_FAILED/);
		const page = await site.open('/');
		await page.route(/\/index\.[^/]*\.json$/, (route) => route.abort());
		await search(page, 'ledger');
		await page.getByText('Full-text search is unavailable').waitFor();
		expect(await cards(page).count()).toBeGreaterThan(0);
		expect(await page.locator('.passage').count()).toBe(0);
	});

	it('holds them with increased text spacing', async () => {
		const page = await site.open('/?q=ledger+braces', { viewport: { width: 360, height: 740 } });
		await cards(page).first().locator('.passage mark').first().waitFor();
		const height = () =>
			cards(page)
				.first()
				.locator('.passage')
				.evaluate((room) => room.clientHeight);
		const before = await height();
		await page.evaluate(() => {
			const sheet = new CSSStyleSheet();
			// The values of WCAG 1.4.12.
			sheet.replaceSync(
				`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
				p { margin-bottom: 2em !important }`
			);
			document.adoptedStyleSheets.push(sheet);
		});
		expect(await height()).toBe(before);
		const over = await cards(page).evaluateAll((all) =>
			all.filter((one) => {
				const room = one.querySelector('.passage')!;
				const { bottom } = room.getBoundingClientRect();
				const bottomOf = (element: Element) => element.getBoundingClientRect().bottom;
				// A match in a clamped line covers nothing.
				const lowest = Math.max(
					...[...room.querySelectorAll('*')].map((part) =>
						Math.min(bottomOf(part), bottomOf(part.closest('.text') ?? part))
					)
				);
				return lowest > bottom + 1;
			})
		);
		expect(over).toEqual([]);
	});

	it('is reserved from the first letter, and only while there is a query', async () => {
		const page = await site.open('/');
		expect(await page.locator('.passage').count()).toBe(0);
		await search(page, 'p');
		expect(await page.locator('.passage').count()).toBeGreaterThan(0);
		const height = await page
			.locator('.passage')
			.first()
			.evaluate((e) => e.clientHeight);
		await search(page, 'arser');
		await cards(page).first().locator('.passage mark').first().waitFor();
		expect(
			await page
				.locator('.passage')
				.first()
				.evaluate((e) => e.clientHeight)
		).toBe(height);
		await page.getByRole('searchbox').fill('');
		expect(await page.locator('.passage').count()).toBe(0);
		expect(await page.locator('ul[aria-label=Articles] mark').count()).toBe(0);
	});

	it('holds them on a narrow screen', async () => {
		const page = await site.open('/?q=HandleAsync42', { viewport: { width: 320, height: 740 } });
		const passage = cards(page).first().locator('.passage');
		await passage.locator('mark').first().waitFor();
		expect(
			await passage.evaluate((room) => {
				const { bottom, right } = room.getBoundingClientRect();
				return [...room.querySelectorAll('p')].every((line) => {
					const box = line.getBoundingClientRect();
					return box.bottom <= bottom + 1 && box.right <= right + 5;
				});
			})
		).toBe(true);
	});
});
