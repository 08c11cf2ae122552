import { base } from '$app/paths';
import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import type { SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { fetchVerified } from '$lib/features/catalogue/fetch-verified.ts';
import { deferred } from '$lib/ui/deferred.svelte.ts';

/** The search engine and the components of its hits, loaded when the reader is about to search. */
export const searchPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/**
 * Fetches the engine's code and its index in parallel; rejects if either cannot be fetched.
 * @param cards every article's card, which an index in parts needs
 */
export async function loadEngine(
	indexUrl: string,
	cards: () => Promise<readonly ArticleCard[]>
): Promise<SearchEngine> {
	const part = searchPart.load();
	return fetchVerified(indexUrl, async (text) => {
		const loaded = await part;
		if (!loaded) throw new Error('The search code could not be fetched');
		const { loadSearchEngine, partPath, verifyPart } = loaded;
		return loadSearchEngine(text, {
			fetchPart: (name) =>
				fetchVerified(`${base}/${partPath(name)}`, (text) => verifyPart(name, text)),
			documents: async () =>
				(await cards()).map((card) => ({ id: articleId(card), title: card.title }))
		});
	});
}
