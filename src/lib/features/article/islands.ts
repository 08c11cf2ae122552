import type { Attachment } from 'svelte/attachments';
import { deferred } from '$lib/ui/deferred.svelte.ts';

const islandsPart = deferred(!import.meta.env.SSR && (() => import('./deferred-islands.ts')));

/** Mounts the components of an `.svx` article; other articles do not load the code for it. */
export const islands: Attachment<HTMLElement> = (body) => {
	if (!body.querySelector('[data-island]')) return;
	const leaving = new AbortController();
	void islandsPart.load().then((part) => part?.mountIslands(body, leaving.signal));
	return () => leaving.abort();
};
