import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { focusedName, press } from './keyboard.ts';
import { comeAlive, figureOn } from './live-figure.ts';
import { openDevice } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const device = openDevice(inject('own'));
const path = '/frontend/one-article-one-file/';
const name = 'Bytes of this page';

/** What the figure says of this page, in KB, by row. */
async function measured(page: Page): Promise<Map<string, number>> {
	const rows = await figureOn(page, name).getByRole('row').all();
	const cells = await Promise.all(
		rows.map(async (row) => [
			(await row.getByRole('rowheader').allTextContents())[0] ?? '',
			parseFloat(((await row.getByRole('cell').allTextContents())[0] ?? '').replaceAll(',', ''))
		])
	);
	return new Map(cells as [string, number][]);
}

it('the bytes of the page are measured, and compared by keyboard', async () => {
	const page = await own.open(path);
	await comeAlive(page, name);
	const figure = figureOn(page, name);
	await figure.getByText('Measured now:').waitFor();

	const bytes = await measured(page);
	const response = await page.request.get(own.url(path));
	const documentRows = [...bytes].slice(1, 8);
	expect(documentRows.map(([row]) => row)).toContain('Article: second copy');
	const inDocument = documentRows.reduce((sum, [, kilobytes]) => sum + kilobytes, 0);
	expect(inDocument).toBeCloseTo((await response.body()).length / 1000, 0);
	expect(bytes.get('Article: second copy')).toBe(0);
	expect(bytes.get('Script named in the document')).toBeGreaterThan(50);
	expect(bytes.get('Script loaded later')).toBeGreaterThan(1);

	await figure.getByLabel('Compare with').focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await figure.getByRole('columnheader', { name: 'Plain: HTML, no client' }).waitFor();
	await figure.getByRole('status').getByText('the plain page has it once').waitFor();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('Measure again');
	await page.keyboard.press('Enter');
	await figure.getByRole('status').getByText('KB in total. Measured now:').waitFor();
});

it('says that the scripts of the page before count, too, after a navigation', async () => {
	const page = await own.open('/frontend/search-that-finds-csharp/');
	await page.locator(`.prose a[href="${path}"]`).first().click();
	await page.waitForURL(`**${path}`);
	await comeAlive(page, name);
	await figureOn(page, name).getByText('You came from another page of this site').waitFor();
});

it('says for how many files a service worker answered, and that their sizes are not known', async () => {
	await device.install(path);
	const page = await device.open(path);
	await comeAlive(page, name);
	const figure = figureOn(page, name);
	await figure.getByText('A service worker answered for').waitFor();
	const row = figure.getByRole('row', { name: 'Document, named script and styles, compressed' });
	await row.getByText('not known').waitFor();
	expect((await measured(page)).get('Article: words')).toBeGreaterThan(5);
});
