import type { SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { fetchVerified } from '$lib/features/catalogue/fetch-verified.ts';
import { deferred } from '$lib/ui/deferred.svelte.ts';

/** The search engine and the components of its hits, loaded when the reader is about to search. */
export const searchPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/** Fetches the engine's code and its index in parallel; rejects if either cannot be fetched. */
export async function loadEngine(indexUrl: string): Promise<SearchEngine> {
	const part = searchPart.load();
	return fetchVerified(indexUrl, async (text) => {
		const loaded = await part;
		if (!loaded) throw new Error('The search code could not be fetched');
		return loaded.loadSearchEngine(text);
	});
}
