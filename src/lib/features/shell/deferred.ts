import { mount } from 'svelte';
import { keepFocus } from './restore-focus.ts';
import Later from './DeferredHeader.svelte';
import '$lib/features/browse/filter-sheet.css';
import '$lib/ui/forced-colors.css';
import '$lib/features/browse/print-list.css';
import './view-transition.css';

/** Brings what can wait into the place that is kept for it. */
export function start(target: HTMLElement) {
	mount(Later, { target });
	document.documentElement.style.setProperty('--origin', JSON.stringify(location.origin));
	// What the header's link and Ctrl+K open on a page without a box.
	if (!document.getElementById('search'))
		void import('$lib/features/search/mount-dialog.ts').catch(() => null);
	keepFocus(document.body);
}
