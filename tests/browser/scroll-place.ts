import type { Page } from 'playwright-core';

/** The scroll position once it no longer changes; runs in the page. */
export const rest = () =>
	new Promise<void>((resting) => {
		let last: number;
		let frames = 0;
		const look = () => {
			const { top } = document.getElementById('articleBody')!.getBoundingClientRect();
			frames = top === last ? frames + 1 : 0;
			last = top;
			if (frames < 4) requestAnimationFrame(look);
			else resting();
		};
		look();
	});

/** Distance of a link's target from where it should be, in CSS px; 0 at the page's end. */
export async function distance(page: Page, id: string): Promise<number> {
	await page.waitForFunction(() => document.readyState === 'complete');
	await page.evaluate(rest);
	return page.evaluate((heading) => {
		const root = document.documentElement;
		const element = document.getElementById(heading)!;
		const { top } = element.getBoundingClientRect();
		const wanted =
			parseFloat(getComputedStyle(root).scrollPaddingTop) +
			parseFloat(getComputedStyle(element).scrollMarginTop);
		const atEnd = scrollY + innerHeight >= root.scrollHeight - 1;
		const off = atEnd ? Math.min(0, top - wanted) : top - wanted;
		return Math.trunc(off) || 0;
	}, id);
}
