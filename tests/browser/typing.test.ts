import { describe, expect, inject, it } from 'vitest';
import { fixtureSize } from '../built/fixture-library.ts';
import { articles, hasQuery, ledgers, query, says, status } from './list-view.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('fixture'));

describe('typing', () => {
	it('updates the list and the number above it within the same frame', async () => {
		const page = await site.open('/');
		const box = page.getByRole('searchbox');
		await box.fill('ledger');
		await status(page)
			.filter({ hasText: / of 150 articles/ })
			.waitFor();
		const [seen, cards] = await box.evaluate(async (element) => {
			const input = element as HTMLInputElement;
			input.value = 'zzzz';
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise(requestAnimationFrame);
			const lines = [...document.querySelectorAll<HTMLElement>('main p')].filter(
				({ offsetWidth }) => offsetWidth > 1
			);
			return [
				lines.map(({ innerText }) => innerText).filter((text) => /articles$|match$/.test(text)),
				document.querySelectorAll('ul[aria-label=Articles] > li').length
			];
		});
		expect([seen, cards]).toEqual([['No articles match'], 0]);
	});

	it('updates the counts of the filters once it pauses, after the list', async () => {
		const page = await site.open('/');
		const counts = () =>
			page
				.getByRole('group', { name: 'Level' })
				.locator('label')
				.evaluateAll((labels) => labels.map(({ textContent }) => textContent!.trim()));
		const box = page.getByRole('searchbox');
		await box.fill('HandleAsync42');
		await status(page)
			.filter({ hasText: / of 150 articles/ })
			.waitFor();
		await hasQuery(page, '?q=HandleAsync42');
		const before = await counts();
		const whileTyped = await box.evaluate(async (element) => {
			const input = element as HTMLInputElement;
			input.value = 'ledger';
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			await new Promise(requestAnimationFrame);
			const labels = [...document.querySelectorAll('fieldset:has([name=level]) label')];
			return labels.map(({ textContent }) => textContent!.trim());
		});
		expect(whileTyped).toEqual(before);
		const found = articles.filter(({ title }) => title.includes('ledger'));
		await expect
			.poll(counts)
			.toEqual(
				['Beginner', 'Intermediate', 'Advanced'].map(
					(name) => `${name} ${found.filter(({ level }) => level === name).length}`
				)
			);
	});

	it('narrows the list at once and updates the URL after a pause, without a history entry', async () => {
		const page = await site.open('/');
		const before = await page.evaluate(() => history.length);
		await page.getByRole('searchbox').pressSequentially('HandleAsync42');
		await hasQuery(page, '?q=HandleAsync42');
		await until(
			page,
			() =>
				document.querySelector('ul[aria-label=Articles] h2')?.textContent === 'The index of part 42'
		);
		expect(await page.evaluate(() => history.length)).toBe(before);
	});

	it('is not lost at the moment of hydration', async () => {
		const page = await site.open('/tags/');
		await page.addInitScript(() => {
			new MutationObserver(() => {
				const box = document.querySelector<HTMLInputElement>('#search')!;
				if (box.value || !('ready' in document.documentElement.dataset)) return;
				box.value = 'cache';
				box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			}).observe(document, { attributeFilter: ['data-ready'], subtree: true });
		});
		await page.goto(site.url('/?level=Advanced'));
		await hasQuery(page, '?q=cache&level=Advanced');
		expect(await page.getByRole('searchbox').inputValue()).toBe('cache');
	});

	it('is not lost when the reader leaves before a pause', async () => {
		const page = await site.open('/');
		await page.getByRole('searchbox').pressSequentially('cache');
		await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().click();
		await page.getByRole('navigation', { name: 'On this page' }).waitFor();
		await page.goBack();
		await until(page, () => document.querySelector<HTMLInputElement>('#search')?.value === 'cache');
		expect(query(page)).toBe('?q=cache');
	});

	it('on a phone has its results above the keyboard, and the select does not zoom in', async () => {
		const page = await site.open('/', {
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true
		});
		const top = async () => (await page.getByRole('searchbox').boundingBox())!.y;
		await page.getByRole('searchbox').tap();
		await expect.poll(top).toBeLessThan(20);
		// The window above a keyboard; the viewport meta element makes the keyboard resize it.
		expect(await page.locator('meta[name=viewport]').getAttribute('content')).toContain(
			'interactive-widget=resizes-content'
		);
		await page.setViewportSize({ width: 360, height: 360 });
		await page.keyboard.type('ledger');
		await says(page, `${ledgers} of ${fixtureSize} articles`);
		for (const seen of [page.getByRole('searchbox'), status(page), page.locator('h2').first()]) {
			const { y, height } = (await seen.boundingBox())!;
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y + height).toBeLessThanOrEqual(360);
		}
		expect(await top()).toBeLessThan(20);
		// The box stays in place even with no results below it.
		const before = await top();
		await page.keyboard.type('zzzz');
		await status(page).filter({ hasText: 'No articles match' }).waitFor();
		expect(await top()).toBe(before);
		await page.setViewportSize({ width: 360, height: 740 });
		await page.getByRole('button', { name: 'Filters' }).tap();
		const size = await page
			.getByRole('combobox', { name: 'Sort by' })
			.evaluate((e) => getComputedStyle(e).fontSize);
		expect(parseFloat(size)).toBeGreaterThanOrEqual(16);
	});

	it('cuts pasted text to the longest query, the second time too', async () => {
		const page = await site.open('/');
		const box = page.getByRole('searchbox');
		for (const letter of ['a', 'b', 'b']) {
			await box.fill(letter.repeat(600));
			expect(await box.inputValue()).toBe(letter.repeat(500));
		}
	});

	it('scrolls to the best results from far down the list', async () => {
		const page = await site.open('/');
		await page.mouse.move(900, 500);
		await page.mouse.wheel(0, 5000);
		await until(
			page,
			() => scrollY >= Math.min(5000, document.documentElement.scrollHeight - innerHeight - 1)
		);
		await page.getByRole('searchbox').fill('ledger');
		await says(page, `${ledgers} of ${fixtureSize} articles`);
		for (const seen of [status(page), page.locator('h2').first()]) {
			const { y, height } = (await seen.boundingBox())!;
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y + height).toBeLessThanOrEqual(800);
		}
	});

	it('reaches the box with Ctrl+K from any page', async () => {
		const page = await site.open('/backend/queue-0/');
		await page.keyboard.press('Control+k');
		await until(page, () => document.activeElement?.getAttribute('type') === 'search');
		await page.keyboard.type('router');
		await until(
			page,
			() =>
				document.activeElement instanceof HTMLInputElement &&
				document.activeElement.value === 'router'
		);
	});
});
