import type { Attachment } from 'svelte/attachments';
import { whenIdle } from '$lib/ui/dom/when-idle.ts';
import type { LibraryState } from '$lib/features/catalogue/catalogue.svelte.ts';

/** Loads what helps in reading when there is nothing else to do. */
export const reading =
	(minutes: number, library: LibraryState): Attachment<HTMLElement> =>
	(page) => {
		const ending = new AbortController();
		whenIdle(async () => {
			// Where it cannot be had, the page is what it was.
			const loaded = await import('./start-reading.ts').catch(() => null);
			if (!ending.signal.aborted) loaded?.start(page, minutes, library, ending.signal);
		});
		return () => ending.abort();
	};
