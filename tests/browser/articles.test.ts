import { describe, expect, inject, it } from 'vitest';
import { clickUntil } from './live-figure.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const fixture = openSite(inject('fixture'));

describe('an article', () => {
	it('exposes level, minutes, dates and “On this page” in the accessibility tree', async () => {
		const page = await site.open('/web/features/');
		const article = page.getByRole('article', { name: 'Everything Markdown can do' });
		expect(await article.textContent()).toMatch(/Intermediate\s+2 min\s+Published 1 Jan 2026/);
		const contents = page.getByRole('navigation', { name: 'On this page' });
		await contents.getByRole('link', { name: 'Figures' }).click();
		expect(new URL(page.url()).hash).toBe('#figures');
		expect(await page.getByRole('img', { name: /An order is committed/ }).isVisible()).toBe(true);
	});

	it('shows its image in its original size, and its sample’s files on their own pages', async () => {
		const page = await site.open('/web/features/');
		const image = page.getByRole('img', { name: 'A picture of six dots' });
		expect(
			await image.evaluate((node: HTMLImageElement) => [node.naturalWidth, node.width])
		).toEqual([3, 3]);
		await page.getByRole('link', { name: 'The sample', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'setup.txt' }).waitFor();
		expect(new URL(page.url()).pathname).toBe('/web/features/sample/setup.txt/');
		expect(await page.locator('#L1').textContent()).toBe('nats-server\n');
		await page.getByRole('link', { name: 'Sample', exact: true }).click();
		await page.getByRole('heading', { level: 2, name: 'Files' }).waitFor();
		const archive = await page.request.get(site.url('/web/features/sample/features.zip'));
		expect((await archive.body()).subarray(0, 2).toString()).toBe('PK');
	});

	it('describes itself to other programs after a navigation, and a filtered list as its page', async () => {
		const page = await fixture.open('/');
		const tags = () =>
			page.evaluate(() => ({
				canonical: [...document.querySelectorAll<HTMLLinkElement>('[rel=canonical]')].map(
					({ href }) => new URL(href).pathname
				),
				title: document.querySelector<HTMLMetaElement>('[property="og:title"]')?.content,
				image: document.querySelector<HTMLMetaElement>('[property="og:image"]')?.content,
				things: [...document.querySelectorAll('[type="application/ld+json"]')].map(
					({ textContent }) =>
						(JSON.parse(textContent) as { '@graph': { '@type': string }[] })['@graph'][0]!['@type']
				),
				feeds: document.querySelectorAll('[type="application/feed+json"]').length
			}));
		await page.getByRole('checkbox', { name: /^Advanced/ }).check();
		await page.waitForURL(/level=Advanced/);
		const library = {
			canonical: ['/x/y/'],
			title: 'Fixture',
			things: ['CollectionPage'],
			feeds: 1
		};
		expect(await tags()).toMatchObject(library);
		await page.getByRole('listitem').getByRole('link').first().click();
		await page.getByRole('heading', { level: 1, name: 'The parser of part 149' }).waitFor();
		expect(await tags()).toMatchObject({
			canonical: ['/x/y/data/parser-149/'],
			title: 'The parser of part 149',
			image: expect.stringContaining('/x/y/data/parser-149/preview.png?v=') as string,
			things: ['TechArticle']
		});
		await page.getByRole('link', { name: 'Data', exact: true }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Data Articles' }).waitFor();
		expect(await tags()).toMatchObject({ canonical: ['/x/y/data/'], feeds: 2 });
		await page.getByRole('link', { name: 'Saved', exact: true }).click();
		await page.getByRole('heading', { level: 1, name: 'Saved' }).waitFor();
		expect(await tags()).toMatchObject({ canonical: [], title: undefined, things: [], feeds: 1 });
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'Data Articles' }).waitFor();
		expect(await tags()).toMatchObject({ canonical: ['/x/y/data/'], things: ['CollectionPage'] });
	});

	it('never scrolls sideways at 320 px; code and tables scroll in their own boxes', async () => {
		const page = await site.open('/web/features/', { viewport: { width: 320, height: 640 } });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
		expect(
			await page
				.locator('pre')
				.nth(1)
				.evaluate((box) => box.scrollWidth > box.clientWidth)
		).toBe(true);
	});

	it('is the same after a navigation as when it is opened directly', async () => {
		const cold = await site.open('/web/features/');
		const body = (page: typeof cold) =>
			page
				.locator('#articleBody')
				.evaluate((node) => node.textContent!.replace(/\s+/g, ' ').trim());
		const expected = await body(cold);
		const page = await site.open('/web/');
		await page
			.getByRole('link', { name: /Everything Markdown can do/ })
			.first()
			.click();
		await page.getByRole('heading', { level: 1, name: 'Everything Markdown can do' }).waitFor();
		expect(await body(page)).toBe(expected);
		expect(await page.title()).toBe('Everything Markdown can do · Fixture');
	});

	it('mounts its Svelte components, opened directly and after a navigation', async () => {
		for (const start of ['/web/islands/', '/web/features/']) {
			const page = await site.open(start);
			if (start.includes('features'))
				await page.getByRole('link', { name: 'island', exact: true }).click();
			const count = (clicks: number) => page.getByRole('button', { name: `Count ${clicks}` });
			await clickUntil(count(5), count(6));
			expect(await page.locator('#articleBody').textContent()).toContain('The build says 42.');
		}
	});
});

describe('no page moves while it loads', () => {
	it.each([
		'/',
		'/web/',
		'/web/level/beginner/',
		'/tags/',
		'/backend/queue-0/',
		'/?level=Advanced&q=cache'
	])('%s', async (path) => {
		const page = await fixture.open(path);
		await page.waitForTimeout(400);
		const shift = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries())
							sum += (entry as PerformanceEntry & { value: number }).value;
					}).observe({ type: 'layout-shift', buffered: true });
					setTimeout(() => done(sum), 200);
				})
		);
		expect(shift).toBe(0);
	});
});
