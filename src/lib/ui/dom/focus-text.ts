/** Focuses an element that is not a control, without scrolling; on blur it is unfocusable again. */
export function focusText(element: HTMLElement) {
	if (!element.hasAttribute('tabindex')) {
		element.tabIndex = -1;
		element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
	}
	element.focus({ preventScroll: true });
}

/** Focuses the first text that starts in the window, so that Tab continues from there. */
export function focusInSight(main: HTMLElement) {
	const texts = main.querySelectorAll<HTMLElement>('h1, h2, #articleBody > *');
	focusText([...texts].find((text) => text.getBoundingClientRect().top >= 0) ?? main);
}
