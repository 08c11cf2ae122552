import { mount } from 'svelte';
import { keepFocus } from './keep-focus';
import Later from './Later.svelte';
import '$lib/ui/filter-sheet.css';
import '$lib/ui/forced-colours.css';
import '$lib/ui/print-list.css';
import './view-transition.css';

/** Brings what can wait into the place that is kept for it. */
export function start(target: HTMLElement) {
	mount(Later, { target });
	document.documentElement.style.setProperty('--origin', JSON.stringify(location.origin));
	// What the header's link and Ctrl+K open on a page without a box.
	if (!document.getElementById('search')) void import('./search-anywhere').catch(() => null);
	keepFocus(document.body);
}
