/** The deferred part of the shell: what every page gets once a reader is there. */
import { mount } from 'svelte';
import '$lib/features/browse/filter-sheet.css';
import '$lib/features/browse/print-list.css';
import '$lib/ui/forced-colors.css';
import DeferredHeader from './DeferredHeader.svelte';
import { restoreFocusOnRemoval } from './restore-focus.ts';
import './view-transition.css';

/** @param target the element in the header that is reserved for it */
export function mountHeader(target: HTMLElement) {
	mount(DeferredHeader, { target });
	document.documentElement.style.setProperty('--origin', JSON.stringify(location.origin));
	restoreFocusOnRemoval(document.body);
}
