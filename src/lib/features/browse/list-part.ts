import { deferred } from '$lib/ui/deferred.svelte.ts';

/** What a list offers besides its articles, and what would widen a search; loaded when the page is idle. */
export const listPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));
