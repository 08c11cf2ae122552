import type { Attachment } from 'svelte/attachments';
import { deferred } from '$lib/ui/deferred.svelte.ts';

const islandsPart = deferred(!import.meta.env.SSR && (() => import('./deferred-islands.ts')));

/**
 * Mounts the components of an `.svx` article; other articles do not load the code for it.
 * @param contexts of the page, which its components share; from `getAllContexts`
 */
export const islands =
	(contexts: Map<unknown, unknown>): Attachment<HTMLElement> =>
	(body) => {
		if (!body.querySelector('[data-island]')) return;
		const leaving = new AbortController();
		void islandsPart.load().then((part) => part?.mountIslands(body, contexts, leaving.signal));
		return () => leaving.abort();
	};
