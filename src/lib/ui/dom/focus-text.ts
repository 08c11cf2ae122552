/** Gives the focus to text, which takes it only once, and does not scroll to it. */
export function focusText(element: HTMLElement) {
	if (!element.hasAttribute('tabindex')) {
		element.tabIndex = -1;
		element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
	}
	element.focus({ preventScroll: true });
}

/** Gives it to what begins first in the window: Tab goes on from there, not from the page's top. */
export function focusInSight(main: HTMLElement) {
	const texts = main.querySelectorAll<HTMLElement>('h1, h2, #articleBody > *');
	focusText([...texts].find((text) => text.getBoundingClientRect().top >= 0) ?? main);
}
