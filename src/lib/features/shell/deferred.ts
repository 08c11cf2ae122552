/** The deferred part of the shell: what every page gets once a reader is there. */
import { mount } from 'svelte';
import '$lib/features/browse/filter-sheet.css';
import '$lib/features/browse/print-list.css';
import '$lib/ui/forced-colors.css';
import DeferredHeader from './DeferredHeader.svelte';
import { restoreFocusOnRemoval } from './restore-focus.ts';
import './view-transition.css';

/**
 * Tells printed links where the site is. In a sheet for print alone: set on the root element, it would have the
 * style of every element computed again.
 */
function addOrigin() {
	const sheet = new CSSStyleSheet({ media: 'print' });
	sheet.replaceSync(`:root { --origin: ${JSON.stringify(location.origin)}; }`);
	document.adoptedStyleSheets.push(sheet);
}

/** @param target the element in the header that is reserved for it */
export function mountHeader(target: HTMLElement) {
	mount(DeferredHeader, { target });
	addOrigin();
	restoreFocusOnRemoval(document.body);
}
