import { lowerBound } from '$lib/ui/blocks/lower-bound.ts';
import { focusInSight } from '$lib/ui/dom/focus-text.ts';
import { goToRange, placeOf } from './go-to-range.ts';
import { findInPage, type FindInText } from './find-ranges.ts';
import './matches.css';

export type { FindInText } from './find-ranges.ts';

/** Names of the highlights, as the style sheet has them. */
const all = 'found';
const one = 'found-current';

/**
 * Marks what is found in an article as the browser draws highlights: the document stays as it is.
 * @param signal takes the marks and their control off
 * @param oncleared the reader has taken them off
 */
export async function showFound(
	page: HTMLElement,
	body: HTMLElement,
	find: FindInText,
	signal: AbortSignal,
	oncleared: () => void
) {
	const marks = new Highlight();
	const ranges: StaticRange[] = [];
	CSS.highlights.set(all, marks);
	page.dataset.found = '';
	const remove = () => {
		// Another search may have put its own there.
		if (CSS.highlights.get(all) !== marks) return;
		CSS.highlights.delete(all);
		CSS.highlights.delete(one);
		delete page.dataset.found;
	};
	signal.addEventListener('abort', remove);
	let shown = 0;
	const showMore = () => {
		while (shown < ranges.length) marks.add(ranges[shown++]!);
	};
	for await (const range of findInPage(body, find, signal)) {
		ranges.push(range);
		// The browser goes over all marks whenever one comes: as many as there are come at once.
		if (ranges.length >= 2 * shown) showMore();
	}
	showMore();
	if (signal.aborted || !ranges.length) return remove();

	const control = makeControl(ranges, () => {
		remove();
		const focused = control.contains(document.activeElement);
		control.remove();
		if (focused) focusInSight(page);
		oncleared();
	});
	signal.addEventListener('abort', () => control.remove());
	// Before the text: nobody goes through an article by keyboard to come to its marks.
	page.prepend(control);
}

function makeControl(ranges: readonly StaticRange[], onclear: () => void): HTMLElement {
	const control = document.createElement('div');
	control.className = 'found-control';
	control.role = 'group';
	control.ariaLabel = 'Search matches';
	const said = document.createElement('span');
	said.className = 'visually-hidden';
	said.ariaLive = 'polite';
	let current: number | undefined;

	function button(text: string, onclick: () => void, label = text) {
		const made = document.createElement('button');
		made.type = 'button';
		made.textContent = text;
		made.ariaLabel = label;
		made.onclick = onclick;
		control.append(made);
	}

	function go(step: 1 | -1) {
		const { length } = ranges;
		const next =
			current === undefined
				? step > 0
					? firstBelow(ranges)
					: firstBelow(ranges) - 1
				: current + step;
		current = (next + length) % length;
		const range = ranges[current]!;
		const highlight = new Highlight(range);
		highlight.priority = 1;
		CSS.highlights.set(one, highlight);
		goToRange(range);
		said.textContent = `Match ${current + 1} of ${length}`;
	}

	const count = `${ranges.length} ${ranges.length === 1 ? 'match' : 'matches'}`;
	const shown = document.createElement('span');
	shown.textContent = count;
	control.append(shown);
	button('Clear', onclear, 'Clear search matches');
	button('↑', () => go(-1), 'Previous match');
	button('↓', () => go(1), 'Next match');
	control.append(said);
	// Only what changes once it is in the page is read aloud.
	setTimeout(() => (said.textContent = count));
	return control;
}

/** The first mark that is not above the window. */
const firstBelow = (ranges: readonly StaticRange[]) =>
	lowerBound(ranges.length, (index) => placeOf(ranges[index]!).bottom > 0);
