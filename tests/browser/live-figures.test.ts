import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsIn, looks } from './audit.ts';
import { focusedName, press } from './keyboard.ts';
import { layoutFaults, reflow, reflows } from './layout.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

const figures = [
	{
		path: '/backend/nanoid-over-uuid/',
		name: 'Collision odds calculator',
		first: 'Length, 1 to 64',
		initial: '46 years',
		several: '1 in 710 million'
	},
	{
		path: '/backend/event-driven-cache-invalidation/',
		name: 'Stale reads calculator',
		first: 'TTL, seconds',
		initial: '0.051 %',
		several: '5 min'
	}
];

const figureOn = (page: Page, name: string) => page.getByRole('figure', { name });

/** A figure is prerendered; it responds to input after its code has loaded. */
async function openAlive(path: string): Promise<Page> {
	const page = await own.open(path);
	await page.waitForLoadState('networkidle');
	return page;
}

/** Whether a script that the page has loaded contains this text. */
const loadsCodeWith = (page: Page, text: string) =>
	page.evaluate(async (wanted) => {
		const urls = performance.getEntriesByType('resource').map(({ name }) => name);
		const scripts = urls.filter((url) => url.endsWith('.js'));
		const sources = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
		return sources.some((source) => source.includes(wanted));
	}, text);

describe.each(figures)('the figure $name', ({ path, name, first, initial, several }) => {
	it('shows its first state and several values without JavaScript', async () => {
		const page = await own.open(path, { javaScriptEnabled: false });
		const figure = figureOn(page, name);
		expect(await figure.textContent()).toContain(initial);
		expect(await figure.getByText(several).first().isVisible()).toBe(true);
		expect(await figure.getByRole('spinbutton').count()).toBe(0);
	});

	it('has nothing for axe-core to report', async () => {
		const page = await openAlive(path);
		expect(await violationsIn(page, looks)).toEqual([]);
	});

	it.each(reflows)('fits at $name', async (size) => {
		const page = await openAlive(path);
		await reflow(page, size);
		expect(await layoutFaults(page)).toEqual([]);
	});

	it('prints its values and no form', async () => {
		const page = await openAlive(path);
		await page.emulateMedia({ media: 'print' });
		const figure = figureOn(page, name);
		expect(await figure.getByText(several).first().isVisible()).toBe(true);
		expect(await figure.getByLabel(first).isVisible()).toBe(false);
	});

	it('loads its code only on its own article', async () => {
		const page = await openAlive('/backend/background-jobs-dotnet/');
		expect(await loadsCodeWith(page, name)).toBe(false);
		await page.goto(own.url(path));
		await page.waitForLoadState('networkidle');
		expect(await loadsCodeWith(page, name)).toBe(true);
	});
});

it('the odds follow alphabet, length and rate by keyboard, and are announced once', async () => {
	const { path, name, first } = figures[0]!;
	const page = await openAlive(path);
	const figure = figureOn(page, name);
	await figure.getByLabel('Alphabet').focus();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe(first);
	await page.keyboard.press('Control+a');
	await page.keyboard.type('8');
	await figure.getByText('2.8 hours').waitFor();
	expect(await figure.getByRole('status').textContent()).toBe('');
	await figure.getByRole('status').getByText('Too short').waitFor();
	await press(page, 'Tab');
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('Per');
	await page.keyboard.press('s');
	await figure
		.getByText('8 of 30 symbols at 10,000 IDs a second', { exact: false })
		.first()
		.waitFor();
	await figure.getByLabel('Alphabet').selectOption('64');
	await figure.getByText('48.0').waitFor();
});

it('the stale share follows the TTL and lost events by keyboard, and is announced', async () => {
	const { path, name, first } = figures[1]!;
	const page = await openAlive(path);
	const figure = figureOn(page, name);
	const row = (label: string) => figure.getByRole('row', { name: label });
	await figure.getByLabel(first).focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('120');
	await row('TTL only').getByText('10 %').waitFor();
	await figure.getByLabel('Lost events, %').focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('50');
	await row('Events only').getByText('50 %').waitFor();
	await figure.getByRole('status').getByText('Events only 50 %').waitFor();
	const bar = await row('TTL only').locator('rect').getAttribute('width');
	expect(parseFloat(bar!)).toBeCloseTo(20, 0);
});
