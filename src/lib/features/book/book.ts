import { deferred } from '$lib/ui/deferred.svelte.ts';

/** What makes a book in the browser, loaded when a reader asks for one. */
export const bookPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));
