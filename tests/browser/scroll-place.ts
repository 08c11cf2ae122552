import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Runs in the page, for itself or for one of its frames. */
async function measure(ids: readonly string[], view: Window = window): Promise<number[]> {
	const { document } = view;
	/** Waits until the scroll position no longer changes. */
	const rest = () =>
		new Promise<void>((resting) => {
			let last: number;
			let frames = 0;
			const look = () => {
				const { top } = document.getElementById('articleBody')!.getBoundingClientRect();
				frames = top === last ? frames + 1 : 0;
				last = top;
				if (frames < 4) view.requestAnimationFrame(look);
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
			parseFloat(view.getComputedStyle(root).scrollPaddingTop) +
			parseFloat(view.getComputedStyle(element).scrollMarginTop);
		const atEnd = view.scrollY + view.innerHeight >= root.scrollHeight - 1;
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
export const distances = (page: Page, ids: readonly string[]) => page.evaluate(measure, ids);

interface Visit {
	/** With the id of the first heading. */
	address: string;
	ids: readonly string[];
}

/** Opens each address in one of the page's frames and measures there; runs in the page. */
async function measureInFrames(visits: readonly Visit[], distancesIn: typeof measure) {
	const found: number[][] = [];
	const next = visits.entries();
	async function visitNext(frame: HTMLIFrameElement) {
		const view = frame.contentWindow!;
		for (const [n, { address, ids }] of next) {
			const loaded = new Promise((load) => frame.addEventListener('load', load, { once: true }));
			view.location.replace(address);
			await loaded;
			found[n] = await distancesIn(ids, view);
		}
	}
	await Promise.all([...document.querySelectorAll('iframe')].map(visitNext));
	return found;
}

/** Those of each visit, each opened in one of the page's frames. One call for all, for the same reason. */
export const distancesInFrames = (page: Page, visits: readonly Visit[]) =>
	page.evaluate<number[][]>(
		`(${measureInFrames.toString()})(${JSON.stringify(visits)}, ${measure.toString()})`
	);

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
