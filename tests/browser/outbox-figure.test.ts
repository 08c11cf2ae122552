import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { corners, extremes, violationsIn } from './audit.ts';
import { listen, said } from './live-regions.ts';
import { openSite } from './open-site.ts';

const path = '/backend/transactional-outbox-nats/';
const own = inject('own');
const site = openSite(own);

const figure = (page: Page) => page.getByRole('group', { name: 'What survives a crash' });
const radio = (page: Page, name: string) => figure(page).getByRole('radio', { name, exact: true });

/** Scrolls to the figure, whose component mounts when it is near the window. */
async function mountFigure(page: Page) {
	await figure(page).scrollIntoViewIfNeeded();
	await radio(page, 'Outbox').waitFor();
}

async function openFigure(options: Parameters<typeof site.open>[1] = {}) {
	const page = await site.open(path, options);
	await mountFigure(page);
	return page;
}

/** Cells of the state by row: at the crash, and after the restart. */
const state = async (page: Page) => {
	const rows = await figure(page)
		.getByRole('group', { name: 'One crash' })
		.getByRole('row')
		.evaluateAll((all) =>
			all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText))
		);
	return Object.fromEntries(rows.slice(1).map(([side, ...cells]) => [side, cells.join(' → ')]));
};

const verdict = (page: Page) => figure(page).locator('[aria-live]').innerText();

describe('the figure of crashes with an outbox', () => {
	it('shows what each side stores at the chosen step and after the restart', async () => {
		const page = await openFigure();
		await radio(page, 'Relay: outbox row locked').check();
		expect(await state(page)).toEqual({
			'Rows in orders': '1 → 1',
			'Rows in outbox': '1 → 0',
			'Messages in the stream': '0 → 1',
			Billed: '0 → 10'
		});

		await radio(page, 'Relay: row deleted, not committed').check();
		await figure(page).getByRole('checkbox', { name: 'after the duplicate window' }).check();
		expect(await state(page)).toMatchObject({
			'Messages in the stream': '1 → 2',
			Billed: '0 → 10'
		});
		await figure(page).getByRole('checkbox', { name: 'billing checks versions' }).uncheck();
		expect(await state(page)).toMatchObject({ Billed: '0 → 20' });
		expect(await verdict(page)).toBe('One order, billed twice.');
	});

	it('works by keyboard, and announces the result of a choice politely', async () => {
		const page = await openFigure();
		await listen(page, '[role=group]');
		await radio(page, 'Outbox').focus();
		await page.keyboard.press('ArrowUp');
		await expect.poll(() => radio(page, 'Publish, then save').isChecked()).toBe(true);
		await page.keyboard.press('Tab');
		await expect
			.poll(() => radio(page, 'Service: event published, order not saved').isChecked())
			.toBe(true);
		expect(await verdict(page)).toMatch(/^A phantom/);
		await page.keyboard.press('ArrowDown');
		await expect.poll(() => verdict(page)).toBe('One order, billed once. Both sides agree.');
		expect((await said(page)).at(-1)).toBe('One order, billed once. Both sides agree.');
		expect(await figure(page).getByRole('checkbox').first().isDisabled()).toBe(true);
	});

	it('shows every case in a table without JavaScript, and no dead control', async () => {
		const page = await site.open(path, { javaScriptEnabled: false });
		const all = figure(page).getByRole('group', { name: 'Every crash' });
		expect(await all.getByRole('row').count()).toBe(15);
		expect(await all.getByRole('row', { name: 'Relay: row deleted' }).innerText()).toMatch(
			/1, 1\s+1\s+10\s+20$/
		);
		expect(await state(page)).toMatchObject({ 'Messages in the stream': '1 → 1' });
		expect(await figure(page).getByRole('radio').count()).toBe(0);
	});

	it('prints every case instead of its controls', async () => {
		const page = await openFigure();
		const all = figure(page).getByRole('group', { name: 'Every crash' });
		expect(await all.isVisible()).toBe(false);
		await page.emulateMedia({ media: 'print' });
		expect(await all.isVisible()).toBe(true);
		expect(await radio(page, 'Outbox').isVisible()).toBe(false);
	});

	it('never scrolls sideways at 320 px, mounted or not, and axe-core finds nothing', async () => {
		for (const javaScriptEnabled of [true, false]) {
			const options = { viewport: { width: 320, height: 800 }, javaScriptEnabled };
			const page = await (javaScriptEnabled ? openFigure(options) : site.open(path, options));
			const [wide, box] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.querySelector('.outbox-crash .state')!.scrollWidth -
					document.querySelector('.outbox-crash .state')!.clientWidth
			]);
			expect(wide).toBe(320);
			if (javaScriptEnabled) {
				expect(box).toBe(0);
				expect(await violationsIn(page, corners)).toEqual([]);
				await radio(page, 'Save, then publish').check();
				expect(await violationsIn(page, extremes)).toEqual([]);
			}
		}
	}, 120_000);

	it('is loaded only on its article, and is small', async () => {
		const page = await site.open('/backend/nanoid-over-uuid/');
		const folder = join(own.folder, '_app/immutable');
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
			(name) =>
				/\.(?:js|css)$/.test(name) &&
				readFileSync(join(folder, name), 'utf8').includes('outbox-crash')
		);
		expect(files.length).toBeGreaterThan(0);
		const loaded = () =>
			page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
		const names = files.map((name) => name.split(/[\\/]/).at(-1)!);
		const isFigure = (url: string) => names.some((name) => url.endsWith(name));
		expect((await loaded()).filter(isFigure)).toEqual([]);

		await page.goto(site.url(path));
		await mountFigure(page);
		expect((await loaded()).filter(isFigure)).toHaveLength(files.length);
		const bytes = files.map((name) => brotliCompressSync(readFileSync(join(folder, name))).length);
		expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(6_000);
	});
});
