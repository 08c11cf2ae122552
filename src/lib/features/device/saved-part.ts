import { deferred } from '$lib/ui/deferred.svelte.ts';

/** Saved articles and the reading history, loaded with the page that shows them. */
export const savedPart = deferred(!import.meta.env.SSR && (() => import('./deferred-saved.ts')));
