import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('features'));

/** Takes away the page's own timeout of the capture. Runs in the page. */
function captureSlowly() {
	const wait = window.setTimeout.bind(window);
	window.setTimeout = ((work: () => void, time?: number) =>
		time === 100 ? 0 : wait(work, time)) as never;
}

describe('from a card to the article and back', () => {
	const record = (page: Page) =>
		page.evaluate(() => {
			const seen: string[] = [];
			Object.assign(window, { seen });
			const start = document.startViewTransition.bind(document);
			document.startViewTransition = ((update: () => Promise<void>) => {
				const transition = start(update);
				void transition.ready.then(
					() => {
						const running = document.getAnimations();
						const named = running.some((one) =>
							(one.effect as KeyframeEffect).pseudoElement?.includes('article-title')
						);
						const longest = Math.max(
							...running.map((one) => Number(one.effect!.getComputedTiming().endTime))
						);
						seen.push(named && longest < 200 ? `title within ${longest} ms` : `${longest} ms`);
					},
					() => seen.push('skipped')
				);
				return transition;
			}) as never;
		});
	const seen = (page: Page) => page.evaluate(() => (window as never as { seen: string[] }).seen);

	it('the title moves, briefly', async () => {
		const page = await site.open('/');
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await record(page);
		// Or the page would skip the transition on a busy machine; the browser may still, so this repeats.
		await page.evaluate(captureSlowly);
		for (let times = 1; times <= 5; times++) {
			await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
			await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
			await expect.poll(async () => (await seen(page)).length).toBe(2 * times - 1);
			await page.goBack();
			await page.getByRole('searchbox').waitFor();
			await expect.poll(async () => (await seen(page)).length).toBe(2 * times);
			if (!(await seen(page)).slice(-2).includes('skipped')) break;
		}
		const transitions = await seen(page);
		expect(transitions.slice(-2)).toEqual(['title within 160 ms', 'title within 160 ms']);
		await until(page, () => !document.querySelector('[style*=view-transition]'));
	});

	it('nothing moves with reduced motion', async () => {
		const page = await site.open('/', { reducedMotion: 'reduce' });
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await record(page);
		await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
		await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
		expect(await seen(page)).toEqual([]);
	});

	it.each([
		['Back', '/', 'Fixture', (page: Page) => page.goBack()],
		['a link', '/tags/', 'Tags', (page: Page) => page.getByRole('link', { name: 'Tags' }).click()]
	])('%s, used while the old page is being captured, still works', async (...way) => {
		const [, path, heading, go] = way;
		const page = await site.open('/');
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await page.evaluate(captureSlowly);
		await page.evaluate(() => {
			const start = document.startViewTransition.bind(document);
			const drawn = new Promise<void>((draw) => Object.assign(window, { draw }));
			document.startViewTransition = ((update: () => Promise<void>) =>
				start(() => drawn.then(update))) as never;
		});
		await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
		await page.waitForURL(site.url('/web/long/'));
		await go(page);
		await page.waitForURL(site.url(path));
		await page.evaluate(() => (window as never as { draw: () => void }).draw());
		await page.getByRole('heading', { level: 1, name: heading }).waitFor();
		await page.waitForTimeout(300);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
		await page.getByRole('link', { name: 'Saved' }).click();
		await page.getByRole('heading', { level: 1, name: 'Saved' }).waitFor();
	});
});
