import { startReading } from '$lib/reading';
import { markSearch } from './mark-search';

/** Everything that an article's page gains once it can be read. */
export function start(page: HTMLElement, minutes: number, signal: AbortSignal) {
	startReading(page, minutes, signal);
	markSearch(page, signal);
}
