/** An element of a page, to be found again where the page is made anew. */
export interface FocusBookmark {
	selector: string;
	/** Among those that it selects. */
	index: number;
}

/** Where the focus is: elements worth coming back to have an id, or are links. */
export function captureFocus(): FocusBookmark | null {
	const focused = document.activeElement;
	const selector = focused && selectorOf(focused);
	if (!selector) return null;
	return { selector, index: [...document.querySelectorAll(selector)].indexOf(focused) };
}

function selectorOf(element: Element): string | null {
	if (element.id) return `#${CSS.escape(element.id)}`;
	const href = element.closest('main') && element.getAttribute('href');
	return href ? `main a[href="${CSS.escape(href)}"]` : null;
}

export const elementAt = ({ selector, index }: FocusBookmark): HTMLElement | undefined =>
	document.querySelectorAll<HTMLElement>(selector)[index];

export const restoreFocus = (place: FocusBookmark) =>
	elementAt(place)?.focus({ preventScroll: true });
