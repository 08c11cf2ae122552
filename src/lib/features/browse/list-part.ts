import { deferred } from '$lib/ui/deferred.svelte.ts';

/** What a list offers besides its articles, and what would widen a search; loaded once a reader is there. */
export const listPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));
