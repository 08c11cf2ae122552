import { expect, inject, it } from 'vitest';
import { focusedName, press } from './keyboard.ts';
import { comeAlive, figureOn } from './live-figure.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const name = 'Ranking of this library, explained';
const path = '/frontend/ranking-you-can-explain/';

async function openAlive() {
	const page = await own.open(path);
	await comeAlive(page, name);
	const figure = figureOn(page, name);
	const hits = figure.getByRole('listitem');
	const says = (text: string) => figure.getByRole('status').getByText(text).waitFor();
	return { page, figure, hits, says };
}

const isIndex = (url: string) => /index\.[\w-]+\.json/.test(url);

it('the ranking follows query, weights and multiplier by keyboard, and is announced', async () => {
	const { page, figure, hits, says } = await openAlive();
	const before = await hits.allTextContents();
	await figure.getByLabel('Title', { exact: true }).focus();
	await page.keyboard.press('End');
	await says('Idempotency Keys');
	await hits.first().getByText('in this site’s search').waitFor();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('Description');
	await figure.getByRole('button', { name: 'This site’s weights' }).press('Enter');
	await says('Better IDs');
	expect(await hits.allTextContents()).toEqual(before);
	await figure.getByLabel('Search this library for').focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('synchronized retries');
	await says('Polly is first');
	await figure.getByRole('checkbox', { name: 'Multiply' }).press('Space');
	await hits.first().getByText('× 2').waitFor();
	await says('Cancellation That Reaches the Database is first');
});

it('each score shown is the sum of its parts', async () => {
	const { figure, hits } = await openAlive();
	await figure.getByRole('button', { name: 'single flght' }).press('Enter');
	await hits.first().getByText('flght → ').waitFor();
	for (const text of await hits.allTextContents()) {
		const [parts, score] = text.replaceAll('−', '-').split('=') as [string, string];
		const numbers = [...parts.matchAll(/(- )?(-?\d+\.\d\d)(?!\d)/g)].map(([, minus, number]) =>
			minus ? -Number(number) : Number(number)
		);
		expect(numbers.length).toBeGreaterThan(0);
		expect(numbers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(Number(score), 1);
	}
});

it('the index is fetched when the reader reaches for the form, not before', async () => {
	const page = await own.open(path);
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(request.url()));
	await comeAlive(page, name);
	await page.waitForLoadState('networkidle');
	expect(fetched.filter(isIndex)).toEqual([]);
	await figureOn(page, name).getByLabel('Search this library for').focus();
	await expect.poll(() => fetched.filter(isIndex).length).toBe(1);
});

it('the figure keeps its first state if the index cannot be fetched, and says so', async () => {
	own.expectErrors(/Failed to load resource/);
	const { page, figure, hits, says } = await openAlive();
	await page.route(
		(url) => isIndex(url.href),
		(route) => route.abort()
	);
	await figure.getByLabel('b, length').focus();
	await says('The index could not be loaded');
	await page.keyboard.press('Home');
	expect(await hits.first().textContent()).toContain('Better IDs');
});
