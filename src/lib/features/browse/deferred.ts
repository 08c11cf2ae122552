/** The deferred part of a list page. */
export { relaxedFilters } from '$lib/core/filter/relaxed-filters.ts';
export { default as ListActions } from './ListActions.svelte';
