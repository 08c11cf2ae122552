import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Runs in the page. */
async function measure(ids: readonly string[]): Promise<number[]> {
	/** Waits until the scroll position no longer changes. */
	const rest = () =>
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
	const root = document.documentElement;
	const distances: number[] = [];
	await rest();
	for (const [n, id] of ids.entries()) {
		if (n) {
			const link = `nav[aria-label="On this page"] a[href="#${id}"]`;
			document.querySelector<HTMLAnchorElement>(link)!.click();
			await rest();
		}
		const element = document.getElementById(id)!;
		const { top } = element.getBoundingClientRect();
		const wanted =
			parseFloat(getComputedStyle(root).scrollPaddingTop) +
			parseFloat(getComputedStyle(element).scrollMarginTop);
		const atEnd = scrollY + innerHeight >= root.scrollHeight - 1;
		const off = atEnd ? Math.min(0, top - wanted) : top - wanted;
		distances.push(Math.trunc(off) || 0);
	}
	return distances;
}

/**
 * Distances of headings from where links to them should lead, in CSS px; 0 at the page's end. The page
 * was opened at the first one; the links to the others in “On this page” are clicked one after another.
 * One call, because each takes a tenth of the time that the page needs to load.
 */
export const distances = (page: Page | Frame, ids: readonly string[]) =>
	page.evaluate(measure, ids);

/** Of one heading. */
export const distance = async (page: Page, id: string) => (await distances(page, [id]))[0];

/** Waits until the scroll position no longer changes. */
export const rest = (page: Page) => distances(page, []);

/** Waits until each block of the article has its real height. */
export const laidOut = (page: Page) =>
	expect
		.poll(() =>
			page
				.locator('#articleBody > *')
				.evaluateAll(
					(blocks) =>
						blocks.filter((block) => getComputedStyle(block).contentVisibility === 'auto').length
				)
		)
		.toBe(0);
