import { partitionPoint } from '$lib/ui/blocks/partition-point.ts';
import { onScroll } from './on-scroll.ts';

interface Headings {
	/** In document order. */
	ids: readonly string[];
	/** Top of a heading in the window, in CSS px. */
	topOf: (index: number) => number;
}

/**
 * The heading of the section that is being read.
 * @param line headings above it count as passed, in CSS px from the top of the window
 * @param end given when the article's end is visible: the last headings can no longer reach the line,
 * so the link's target wins, else the last heading
 */
export function currentHeading(
	{ ids, topOf }: Headings,
	line: number,
	end?: { target: string | undefined; height: number }
): string | undefined {
	if (!end) return ids[partitionPoint(ids.length, (index) => topOf(index) > line) - 1];
	const target = ids.indexOf(end.target ?? '');
	const inSight = target >= 0 && topOf(target) >= 0 && topOf(target) < end.height;
	return inSight ? end.target : ids.at(-1);
}

/** A heading counts as passed above this share of the window; a jump scrolls headings above it. */
const shareAbove = 0.3;

/** Marks the link to the current heading and keeps it visible in the list. */
export function highlightCurrentHeading(
	contents: HTMLElement,
	body: HTMLElement,
	signal: AbortSignal
) {
	const list = contents.querySelector('ol')!;
	const links = new Map<string, HTMLAnchorElement>();
	for (const link of contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
		links.set(decodeURIComponent(link.hash.slice(1)), link);
	const elements = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
	const headings: Headings = {
		ids: elements.map(({ id }) => id),
		topOf: (index) => elements[index]!.getBoundingClientRect().top
	};
	let current: HTMLAnchorElement | undefined;

	function update() {
		const height = document.documentElement.clientHeight;
		const id = currentHeading(
			headings,
			height * shareAbove,
			body.getBoundingClientRect().bottom <= height
				? { target: body.querySelector(':target')?.id, height }
				: undefined
		);
		const link = id === undefined ? undefined : links.get(id);
		if (link === current) return;
		current?.removeAttribute('aria-current');
		current = link;
		link?.setAttribute('aria-current', 'location');
		showCurrent();
	}

	function showCurrent() {
		if (!current || list.scrollHeight <= list.clientHeight) return;
		const above = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
		list.scrollTop += above - list.clientHeight / 2;
	}

	onScroll(update, signal);
	window.addEventListener('hashchange', update, { signal });
	list.addEventListener('toggle', showCurrent, { signal });
}

/**
 * On narrow screens: closes the list when a link in it is followed, and adds a button that opens it
 * from anywhere in the article.
 * @param place a container that stays in the window while the page scrolls
 */
export function addContentsButton(contents: HTMLElement, place: HTMLElement, signal: AbortSignal) {
	const list = contents.querySelector('ol')!;
	if (!HTMLElement.prototype.hidePopover) return;
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'contents-button';
	button.ariaLabel = 'On this page';
	button.popoverTargetElement = list;
	place.append(button);
	const close = () => list.hidePopover();
	list.addEventListener(
		'click',
		({ target }) => {
			if ((target as Element).closest('a')) close();
		},
		{ signal }
	);
	matchMedia('(min-width: 64rem)').addEventListener('change', close, { signal });
}
