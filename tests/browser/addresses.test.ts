import { describe, expect, inject, it } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('features'));
const fixture = openSite(inject('fixture'));

describe('an address that does not exist', () => {
	it.each([
		'/nowhere/',
		'/web/nowhere/',
		'/WEB/FEATURES/',
		'/web/..%2f..%2fetc',
		'/web/features/nothing.png',
		'/constructor/__proto__/'
	])('%s gets a page that says so, with status 404', async (path) => {
		const page = await site.open('/');
		const response = await page.goto(site.url(path));
		expect(response!.status()).toBe(404);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page not found');
		await page.getByRole('link', { name: 'Search the library' }).click();
		await page.getByRole('searchbox').waitFor();
	});

	it.each(['#a.b:c', '#%', '#"]', '#constructor', '#figures'])(
		'is unaffected by the hash %s',
		async (hash) => {
			const page = await site.open(`/web/features/${hash}`);
			expect(await page.getByRole('article').count()).toBe(1);
		}
	);

	it.each(['/web/features', '/web/features/index.html'])('%s is the same page', async (path) => {
		const page = await site.open('/');
		await page.goto(site.url(path));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
			'Everything Markdown can do'
		);
	});
});

describe('under a base path', () => {
	it('every link stays below it', async () => {
		const page = await fixture.open('/');
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		expect(new URL(page.url()).pathname).toMatch(/^\/x\/y\/\w+\/[\w-]+\/$/);
		await page.getByRole('link', { name: 'Tags' }).first().click();
		await page.getByRole('link', { name: 'c#', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Articles tagged c#' }).waitFor();
		expect(new URL(page.url()).pathname).toBe('/x/y/tags/csharp/');
		await page.reload();
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Articles tagged c#');
	});

	it.each([
		['an article with other scripts', 'content', fixtureArticle(149).title],
		['a list of another build', 'data-build', 'Tags']
	])('%s is loaded in full, not into the open page', async (_, attribute, name) => {
		const page = await fixture.open('/');
		await page.evaluate((changed) => {
			document.querySelector('meta[name=bundle]')!.setAttribute(changed, 'another');
			(window as { sameDocument?: boolean }).sameDocument = true;
		}, attribute);
		await page.getByRole('link', { name, exact: true }).first().click();
		await until(page, () => !(window as { sameDocument?: boolean }).sameDocument);
		await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
	});
});
