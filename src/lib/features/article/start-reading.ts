import { startReading } from './enhance.ts';
import type { LibraryState } from '$lib/features/catalogue/catalogue.svelte.ts';
import { markSearch } from '$lib/features/search/mark-search.ts';

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
