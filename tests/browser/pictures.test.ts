import { expect, inject, it } from 'vitest';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

/** Labels in pictures that are too small or partly outside; runs in the page. */
function wordsAmiss(): string[] {
	const found: string[] = [];
	for (const svg of document.querySelectorAll<SVGSVGElement>('.diagram svg')) {
		const box = svg.getBoundingClientRect();
		const scale = box.width / svg.viewBox.baseVal.width;
		for (const text of svg.querySelectorAll('text')) {
			const { left, top, right, bottom } = text.getBoundingClientRect();
			if (parseFloat(getComputedStyle(text).fontSize) * scale < 10.99)
				found.push(`too small: ${text.textContent}`);
			if (left < box.left || right > box.right || top < box.top || bottom > box.bottom)
				found.push(`cut: ${text.textContent}`);
		}
	}
	for (const cell of document.querySelectorAll('.chart :is(th, .value)')) {
		const range = new Range();
		range.selectNodeContents(cell);
		if (range.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1)
			found.push(`cut: ${cell.textContent}`);
	}
	return found;
}

it('the labels of all our diagrams and charts are readable on a phone', async () => {
	const page = await own.open('/backend/', { viewport: { width: 360, height: 800 } });
	const articles = await page
		.getByRole('list', { name: 'Articles' })
		.getByRole('heading')
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
	let pictures = 0;
	for (const article of articles) {
		await page.goto(article);
		pictures += await page.locator('.diagram, .chart').count();
		expect(await page.evaluate(wordsAmiss), article).toEqual([]);
	}
	expect(pictures).toBeGreaterThan(20);
});

it('a diagram wider than a phone scrolls in a named, focusable box', async () => {
	const page = await own.open('/backend/transactional-outbox-nats/', {
		viewport: { width: 360, height: 800 }
	});
	await rested(page);
	const box = page.locator('.diagram .scroll').first();
	await box.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => box.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
	expect(await box.getAttribute('aria-label')).toBeTruthy();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
