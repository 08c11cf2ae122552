import { partitionPoint } from '$lib/ui/blocks/partition-point.ts';
import { focusInSight } from '$lib/ui/dom/focus-text.ts';
import { goToRange, rectOf } from './go-to-range.ts';
import { findInPage, type FindInText } from './find-ranges.ts';
import './matches.css';

export type { FindInText } from './find-ranges.ts';

/** Names of the highlights; `matches.css` styles them. */
const matchHighlight = 'match';
const currentHighlight = 'current-match';

/**
 * Marks every match in an article with the CSS Custom Highlight API, which leaves the document
 * unchanged, and adds a control to go from one to the next.
 * @param signal removes the marks and the control
 * @param oncleared called when the reader clears the marks
 */
export async function markMatches(
	page: HTMLElement,
	body: HTMLElement,
	find: FindInText,
	signal: AbortSignal,
	oncleared: () => void
) {
	const highlight = new Highlight();
	const ranges: StaticRange[] = [];
	CSS.highlights.set(matchHighlight, highlight);
	page.dataset.matches = '';
	const remove = () => {
		// A later search may have replaced it.
		if (CSS.highlights.get(matchHighlight) !== highlight) return;
		CSS.highlights.delete(matchHighlight);
		CSS.highlights.delete(currentHighlight);
		delete page.dataset.matches;
	};
	signal.addEventListener('abort', remove);
	let shown = 0;
	const showMore = () => {
		while (shown < ranges.length) highlight.add(ranges[shown++]!);
	};
	for await (const range of findInPage(body, find, signal)) {
		ranges.push(range);
		// The browser repaints every mark when one is added, so they are added in doubling batches.
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
	// Before the text, so that it is reached by keyboard without tabbing through the article.
	page.prepend(control);
}

function makeControl(ranges: readonly StaticRange[], onclear: () => void): HTMLElement {
	const control = document.createElement('div');
	control.className = 'match-control';
	control.role = 'group';
	control.ariaLabel = 'Search matches';
	const announcer = document.createElement('span');
	announcer.className = 'visually-hidden';
	announcer.ariaLive = 'polite';
	let current: number | undefined;

	function button(text: string, onclick: () => void, label = text) {
		const element = document.createElement('button');
		element.type = 'button';
		element.textContent = text;
		element.ariaLabel = label;
		element.onclick = onclick;
		control.append(element);
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
		CSS.highlights.set(currentHighlight, highlight);
		goToRange(range);
		announcer.textContent = `Match ${current + 1} of ${length}`;
	}

	const count = `${ranges.length} ${ranges.length === 1 ? 'match' : 'matches'}`;
	const label = document.createElement('span');
	label.textContent = count;
	control.append(label);
	button('Clear', onclear, 'Clear search matches');
	button('↑', () => go(-1), 'Previous match');
	button('↓', () => go(1), 'Next match');
	control.append(announcer);
	// Screen readers announce a live region only when it changes after it was inserted.
	setTimeout(() => (announcer.textContent = count));
	return control;
}

/** Index of the first match that is not above the window. */
const firstBelow = (ranges: readonly StaticRange[]) =>
	partitionPoint(ranges.length, (index) => rectOf(ranges[index]!).bottom > 0);
