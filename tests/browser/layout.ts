import type { Page } from 'playwright-core';
import { setFontSize } from './reused-tab.ts';
import { painted } from './until.ts';

/** Sizes of the window and of the text that the reader has set in the browser. */
export interface Reflow {
	name: string;
	width: number;
	height: number;
	/** In CSS px; the default is 16. */
	fontSize: number;
}

export const reflows: readonly Reflow[] = [
	// A window of 1,280 × 1,024 px at 400 % zoom.
	{ name: '320 px', width: 320, height: 256, fontSize: 16 },
	{ name: '1280 px, text of 200 %', width: 1280, height: 800, fontSize: 32 },
	{ name: '320 px, text of 200 %', width: 320, height: 640, fontSize: 32 }
];

/** Opens a page with a reader's larger text. */
export async function reflow(page: Page, { width, height, fontSize }: Reflow) {
	await setFontSize(page, fontSize);
	await page.setViewportSize({ width, height });
	await painted(page);
}

/** Texts and controls that are cut off, unreachable or overlapping, a line each. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(findFaults);

/** Runs in the page. */
function findFaults(): string[] {
	interface Piece {
		element: Element;
		box: DOMRect;
	}
	// Blocks of a long article may not be laid out yet.
	for (const block of document.querySelectorAll<HTMLElement>('.prose > *'))
		block.style.contentVisibility = 'visible';
	const root = document.documentElement;
	const width = root.clientWidth;
	const faults = new Set<string>();
	if (root.scrollWidth > width) faults.add(`scrolls sideways: ${root.scrollWidth} of ${width} px`);

	// A passage has a fixed height; the words that do not fit are in the article. The button that continues an
	// article, which a page gets after a while, has its whole label as its accessible name.
	const left =
		'.visually-hidden, #svelte-announcer, .passage, .continue .where, script, noscript, option, svg';
	const isSeen = (element: Element) =>
		!element.closest(left) &&
		element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
	const textOf = (element: Element) =>
		`${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;

	interface Around {
		scrolls: boolean;
		cuts: DOMRect[];
		fixed: boolean;
	}
	const known = new Map<Element, Around>();

	/** The nearest box that scrolls or clips an element; for a fixed element, the window. */
	function around(element: Element): Around {
		if (element === document.body) return { scrolls: false, cuts: [], fixed: false };
		let found = known.get(element);
		if (!found) {
			const { scrolls, cuts, fixed } = around(element.parentElement!);
			const { overflowX, position } = getComputedStyle(element);
			const scrolling = /auto|scroll/.test(overflowX);
			const clips = !scrolling && overflowX !== 'visible';
			found = {
				scrolls: scrolls || scrolling,
				cuts: scrolling ? [] : clips ? [element.getBoundingClientRect(), ...cuts] : cuts,
				fixed: fixed || position === 'fixed' || element.matches('dialog, [popover]')
			};
			known.set(element, found);
		}
		return found;
	}

	const pieces: Piece[] = [];
	function check(element: Element, boxes: Iterable<DOMRect>, list: Piece[]) {
		const { scrolls, cuts, fixed } = around(element);
		for (const box of boxes) {
			if (box.width < 1 || box.height < 1) continue;
			// A font's line box is higher than its letters.
			const rim = box.height * 0.2;
			if (!scrolls && (box.left < -1 || box.right > width + 1))
				faults.add(`out of the window: ${textOf(element)}`);
			if (
				cuts.some(
					(cut) =>
						box.left < cut.left - 1 ||
						box.right > cut.right + 1 ||
						box.top + rim < cut.top ||
						box.bottom - rim > cut.bottom
				)
			)
				faults.add(`cut: ${textOf(element)}`);
			if (!fixed && !scrolls)
				list.push({
					element,
					box: new DOMRect(box.x, box.y + rim, box.width, box.height - 2 * rim)
				});
		}
	}

	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text = walker.nextNode(); text; text = walker.nextNode()) {
		const element = text.parentElement!;
		if (!text.textContent!.trim() || !isSeen(element)) continue;
		const range = new Range();
		range.selectNodeContents(text);
		check(element, range.getClientRects(), pieces);
	}
	for (const control of document.querySelectorAll('button, input, select, summary'))
		if (isSeen(control)) check(control, [control.getBoundingClientRect()], pieces);

	pieces.sort((a, b) => a.box.top - b.box.top);
	pieces.forEach((one, index) => {
		for (let next = index + 1; next < pieces.length; next++) {
			const other = pieces[next]!;
			if (other.box.top >= one.box.bottom) break;
			const across =
				Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
			const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
			const belong = [one.element, other.element].some(
				(element, at, both) =>
					element.contains(both[1 - at]!) || element.closest('label')?.contains(both[1 - at]!)
			);
			if (!belong && across > 2 && down > 2)
				faults.add(`${textOf(one.element)} lies over ${textOf(other.element)}`);
		}
	});
	return [...faults];
}
