/** The deferred part of the search room: everything that a search needs beyond its box. */
export { partPath } from '$lib/core/search/parts/part-folder.ts';
export { verifyPart } from '$lib/core/search/parts/part-store.ts';
export { loadSearchEngine } from '$lib/core/search/ranking/engine.ts';
export { preferPhrases } from './find-phrases.ts';
export { default as HitPassage } from './HitPassage.svelte';
export { default as HitTitle } from './HitTitle.svelte';
