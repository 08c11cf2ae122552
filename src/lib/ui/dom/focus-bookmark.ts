/** Identifies an element, so that it can be found again after the page has been rendered anew. */
export interface FocusBookmark {
	selector: string;
	/** Index among the elements that the selector matches. */
	index: number;
}

/** The focused element, if it can be found again: by its id, or as a link in the main content. */
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

export const restoreFocus = (bookmark: FocusBookmark) =>
	elementAt(bookmark)?.focus({ preventScroll: true });
