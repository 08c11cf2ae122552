/** An element of a page, to be found again where the page is made anew. */
export interface FocusPlace {
	selector: string;
	/** Among those that it selects. */
	index: number;
}

/** Where the focus is: elements worth coming back to have an id, or are links. */
export function focusPlace(): FocusPlace | null {
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

export const elementAt = ({ selector, index }: FocusPlace): HTMLElement | undefined =>
	document.querySelectorAll<HTMLElement>(selector)[index];

export const focusAgain = (place: FocusPlace) => elementAt(place)?.focus({ preventScroll: true });
