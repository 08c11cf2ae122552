import { describe, expect, inject, it } from 'vitest';
import { violationsIn, looks } from './audit.ts';
import { focusedName, press } from './keyboard.ts';
import { layoutFaults, reflow, reflows } from './layout.ts';
import { comeAlive, figureOn, isCodeWith, loadsCodeWith } from './live-figure.ts';
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
	},
	{
		path: '/frontend/computing-reading-time/',
		name: 'Reading time calculator',
		first: 'Text, in Markdown',
		initial: '32 s, shown as 1 min',
		several: '12 s'
	},
	{
		path: '/frontend/filtered-view-url/',
		name: 'A filtered view and its address',
		first: 'Address',
		initial: '/?level=Advanced',
		several: 'tag=c%2B%2B'
	},
	{
		path: '/frontend/search-that-finds-csharp/',
		name: 'Search terms of a query',
		first: 'Search for',
		initial: '6 of 7 terms found here, 1 of 3 by the default',
		several: 'no, so concurr'
	},
	{
		path: '/frontend/offline-you-can-verify/',
		name: 'Which build answers a tab',
		first: 'Network',
		initial: 'Tab 1: home page of build A, from the device',
		several: 'offline page of build C'
	},
	{
		path: '/frontend/ranking-you-can-explain/',
		name: 'Ranking of this library, explained',
		first: 'Search this library for',
		initial: 'Better IDs: Switching from UUID to NanoID is first',
		several: 'primari'
	},
	{
		path: '/frontend/one-article-one-file/',
		name: 'Bytes of this page',
		first: 'Compare with',
		initial: 'This page has the article once; the plain page has it twice',
		several: 'Article: second copy'
	}
];

async function openAlive({ path, name }: { path: string; name: string }, open = own.open) {
	const page = await open(path);
	await comeAlive(page, name);
	return page;
}

/** For tests that only look. */
const lookAt = (figure: { path: string; name: string }) => openAlive(figure, own.again);

let elsewhere: string[] | undefined;

/** Names of the figures whose code an article without any loads. */
async function loadedElsewhere() {
	const page = await own.open('/backend/background-jobs-dotnet/');
	await page.waitForLoadState('networkidle');
	const loaded: string[] = [];
	for (const { name } of figures) if (await loadsCodeWith(page, name)) loaded.push(name);
	await own.close(page);
	return loaded;
}

describe.each(figures)('the figure $name', (figure) => {
	const { path, name, first, initial, several } = figure;

	it('shows its first state and several values without JavaScript', async () => {
		const page = await own.open(path, { javaScriptEnabled: false });
		const shown = figureOn(page, name);
		expect(await shown.textContent()).toContain(initial);
		expect(await shown.getByText(several).first().isVisible()).toBe(true);
		expect(await shown.getByRole('spinbutton').count()).toBe(0);
	});

	// The tests after this one look at the page that it leaves.
	it('loads its code only on its own article, and near the window', async () => {
		elsewhere ??= await loadedElsewhere();
		expect(elsewhere).not.toContain(name);
		const page = await own.open(path);
		await page.waitForLoadState('networkidle');
		expect(await loadsCodeWith(page, name)).toBe(false);
		await comeAlive(page, name);
		expect(await loadsCodeWith(page, name)).toBe(true);
	});

	it('has nothing for axe-core to report', async () => {
		const page = await lookAt(figure);
		expect(await violationsIn(page, looks)).toEqual([]);
	});

	it.each(reflows)('fits at $name', async (size) => {
		const page = await lookAt(figure);
		await reflow(page, size);
		expect(await layoutFaults(page)).toEqual([]);
	});

	it('prints its values and no form', async () => {
		const page = await lookAt(figure);
		await page.emulateMedia({ media: 'print' });
		const shown = figureOn(page, name);
		expect(await shown.getByText(several).first().isVisible()).toBe(true);
		expect(await shown.getByLabel(first).isVisible()).toBe(false);
	});

	it('stays as it was rendered if its code cannot be loaded', async () => {
		own.expectErrors(/Failed to load resource/);
		const page = await own.again(path);
		let refused = 0;
		await page.route(
			({ href }) => isCodeWith(name, href),
			(route) => {
				refused++;
				return route.abort();
			}
		);
		await page.goto(own.url(`${path}?refused`));
		await figureOn(page, name).scrollIntoViewIfNeeded();
		await expect.poll(() => refused).toBeGreaterThan(0);
		expect(await figureOn(page, name).textContent()).toContain(initial);
	});
});

it('the odds follow alphabet, length and rate by keyboard, and are announced once', async () => {
	const { name, first } = figures[0]!;
	const page = await openAlive(figures[0]!);
	const figure = figureOn(page, name);
	await figure.getByLabel('Alphabet').focus();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe(first);
	await page.keyboard.press('Control+a');
	// Read when the outcome appears: it is announced a moment later.
	await figure.evaluate((element) => {
		new MutationObserver((_, observer) => {
			if (!element.textContent.includes('2.8 hours')) return;
			observer.disconnect();
			Object.assign(window, { saidThen: element.querySelector('output')!.textContent });
		}).observe(element, { childList: true, characterData: true, subtree: true });
	});
	await page.keyboard.type('8');
	await figure.getByText('2.8 hours').waitFor();
	expect(await page.evaluate(() => (window as { saidThen?: string }).saidThen)).toBe('');
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
	const { name, first } = figures[1]!;
	const page = await openAlive(figures[1]!);
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
