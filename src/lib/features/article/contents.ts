import { lowerBound } from '$lib/ui/blocks/lower-bound.ts';
import { onScroll } from './on-scroll.ts';

interface Headings {
	/** In the order of the page. */
	ids: readonly string[];
	/** Upper edge of a heading in the window, in pixels. */
	topOf: (index: number) => number;
}

/**
 * The heading that the reader is under.
 * @param line where headings count as passed, in pixels from the window's upper edge
 * @param end the article's end is in sight: what follows can no longer rise to the line, so the
 * heading that was asked for holds, else the last
 */
export function currentHeading(
	{ ids, topOf }: Headings,
	line: number,
	end?: { asked: string | undefined; height: number }
): string | undefined {
	if (!end) return ids[lowerBound(ids.length, (index) => topOf(index) > line) - 1];
	const asked = ids.indexOf(end.asked ?? '');
	const inSight = asked >= 0 && topOf(asked) >= 0 && topOf(asked) < end.height;
	return inSight ? end.asked : ids.at(-1);
}

/** The upper part of the window, in which a heading that was jumped to stands. */
const shareAbove = 0.3;

/** Marks the link to the heading that is being read, and keeps it in sight. */
export function followContents(contents: HTMLElement, body: HTMLElement, signal: AbortSignal) {
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
				? { asked: body.querySelector(':target')?.id, height }
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
 * Where the list is behind a button, it closes behind who follows a link of it, and another button
 * that opens it comes with the text.
 * @param place what stays in the window while the page scrolls
 */
export function offerContents(contents: HTMLElement, place: HTMLElement, signal: AbortSignal) {
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
