/** What is open in an article: `<details>` elements, a footnote, an enlarged figure. */
export interface OpenParts {
	/** Indexes of open `<details>` elements. */
	details: number[];
	/** Index of the control that opened a footnote or a figure, among all of them. */
	opener: number | null;
	scroll: number;
}

const openers = '#articleBody [data-footnote-ref], #articleBody .enlarge';
const popups = '.note, .large-figure';

const allDetails = () => [...document.querySelectorAll<HTMLDetailsElement>('main details')];

const allOpeners = () => [...document.querySelectorAll<HTMLElement>(openers)];

/** A popup is closed before the event that takes `data-open` away; the reader may leave in between. */
const isPopupOpen = () =>
	[...document.querySelectorAll(popups)].some((popup) => popup.checkVisibility());

/** Set by `openFootnotesInPlace` and `addEnlargeButtons` on a control while its part is open. */
export const markOpen = (opener: HTMLElement, isOpen: boolean) =>
	opener.toggleAttribute('data-open', isOpen);

export function captureOpenParts(): OpenParts {
	const opener = isPopupOpen()
		? allOpeners().findIndex((control) => control.matches('[data-open]'))
		: -1;
	return {
		details: allDetails().flatMap(({ open }, index) => (open ? index : [])),
		opener: opener < 0 ? null : opener,
		scroll: window.scrollY
	};
}

/**
 * Opens and closes `<details>` elements as they were, and restores the scroll position, which depends
 * on them. The browser has restored it before, with other heights; if the reader has scrolled since,
 * the position is left alone.
 */
export function openDetails({ details, scroll }: OpenParts) {
	const { scrollY } = window;
	const root = document.documentElement;
	const heightBefore = root.scrollHeight;
	allDetails().forEach((element, index) => (element.open = details.includes(index)));
	const added = Math.abs(root.scrollHeight - heightBefore);
	if (added && Math.abs(scrollY - scroll) <= added + 1)
		window.scrollTo({ top: scroll, behavior: 'instant' });
}

/** Opens a footnote or a figure again, once its control works. */
export function openPopup({ opener }: OpenParts) {
	if (opener !== null) allOpeners()[opener]?.click();
}
