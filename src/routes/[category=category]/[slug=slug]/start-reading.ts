import { startReading } from '$lib/reading';
import type { LibraryState } from '$lib/state/library.svelte';
import { markSearch } from './mark-search';

/** Everything that an article's page gains once it can be read. */
export function start(
	page: HTMLElement,
	minutes: number,
	library: LibraryState,
	signal: AbortSignal
) {
	startReading(page, minutes, signal);
	markSearch(page, library, signal);
}
