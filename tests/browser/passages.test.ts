import { describe, expect, inject, it } from 'vitest';
import { cards, search, watchSections } from './hits.ts';
import { openSite } from './open-site.ts';
import { recordShifts, shifts } from './shifts.ts';
import { listed, painted, until } from './until.ts';

const site = openSite(inject('fixture'));

describe('passages', () => {
	it('appear for other articles if one article’s file is invalid', async () => {
		const page = await site.open('/', { viewport: { width: 1280, height: 2400 } });
		let bad = '';
		await page.route('**/x/y/*/*.json', async (route) => {
			bad ||= route.request().url();
			if (route.request().url() === bad) await route.fulfill({ json: {} });
			else await route.continue();
		});
		const shown = page.locator('.passage').filter({ has: page.locator('mark') });
		await page.getByRole('searchbox').fill('router');
		await expect.poll(() => shown.count()).toBeGreaterThan(3);
		await search(page, ' step');
		await until(page, () => document.querySelector('.passage mark ~ mark') !== null);
		await expect.poll(() => shown.count()).toBeGreaterThan(3);
	});

	it('are fetched once typing pauses, for visible hits, once each', async () => {
		const page = await site.open('/');
		const asked = watchSections(page);
		// In one event: a busy machine would pause between two letters.
		const box = page.getByRole('searchbox', { name: 'Search articles' });
		await box.fill('router');
		await cards(page).first().locator('.passage mark').first().waitFor();
		await page.waitForLoadState('networkidle');
		const inSight = await cards(page).evaluateAll(
			(all) => all.filter((one) => one.getBoundingClientRect().top < innerHeight).length
		);
		expect(asked.length).toBeGreaterThan(0);
		expect(asked.length).toBeLessThanOrEqual(inSight);
		const before = [...asked];
		await box.fill('router step');
		await until(
			page,
			() => document.querySelector('.passage mark + mark, .passage mark ~ mark') !== null
		);
		await page.waitForLoadState('networkidle');
		expect(new Set(asked).size).toBe(asked.length);
		expect(asked.slice(0, before.length)).toEqual(before);
	});

	it('are requested six at a time, and move nothing when they arrive', async () => {
		const page = await site.open('/', { viewport: { width: 1280, height: 2400 } });
		let open = 0;
		let most = 0;
		const waiting: (() => void)[] = [];
		await page.route('**/x/y/*/*.json', async (route) => {
			most = Math.max(most, ++open);
			await new Promise<void>((go) => waiting.push(go));
			open--;
			await route.continue();
		});
		await search(page, 'broker');
		await expect.poll(() => waiting.length).toBe(6);
		await listed(page);
		await painted(page);
		await page.evaluate(recordShifts);
		const before = await cards(page).evaluateAll((all) =>
			all.map((one) => one.getBoundingClientRect().top)
		);
		const missing = () =>
			page
				.locator('.passage')
				.evaluateAll(
					(rooms) =>
						rooms.filter(
							(room) =>
								room.getBoundingClientRect().top < innerHeight && !room.querySelector('mark')
						).length
				);
		await expect
			.poll(async () => {
				waiting.shift()?.();
				return missing();
			})
			.toBe(0);
		expect(most).toBe(6);
		expect(await shifts(page)).toBe(0);
		const after = await cards(page).evaluateAll((all) =>
			all.map((one) => one.getBoundingClientRect().top)
		);
		expect(after).toEqual(before);
	});

	it('that could not be fetched are fetched once the network is back', async () => {
		site.expectErrors(/ERR_FAILED/);
		const page = await site.open('/');
		const sections = '**/x/y/*/*.json';
		await page.route(sections, (route) => route.abort());
		await search(page, 'router');
		const missing = page.getByText('Couldn’t load the article text').first();
		await missing.waitFor();
		await page.unroute(sections);
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await missing.waitFor({ state: 'detached' });
		await cards(page).first().locator('.passage mark').first().waitFor();
	});

	it('of an older query never replace those of a newer one', async () => {
		const page = await site.open('/');
		const held: (() => void)[] = [];
		let isReleased = false;
		await page.route('**/x/y/*/*.json', async (route) => {
			if (!isReleased) await new Promise<void>((go) => held.push(go));
			await route.continue().catch(() => undefined);
		});
		await search(page, 'ledger');
		await expect.poll(() => held.length, { timeout: 20_000 }).toBeGreaterThan(0);
		await search(page, ' braces');
		await until(page, () => location.search === '?q=ledger+braces');
		isReleased = true;
		held.forEach((go) => go());
		const marks = () => cards(page).first().locator('.passage mark').allTextContents();
		await expect.poll(marks).toContain('Braces');
		await page.waitForTimeout(1000);
		expect(await marks()).toContain('Braces');
	});
});
