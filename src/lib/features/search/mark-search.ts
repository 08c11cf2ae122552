import { href } from '$lib/ui/href.ts';
import { whenComplete } from '$lib/core/search/parts/part-store.ts';
import { markMatches } from './mark-matches.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import {
	saveReferringSearch,
	isFreshTab,
	queryFromReferrer,
	searchEvent,
	referringSearch
} from '$lib/features/device/search-referrer.ts';

/** Marks the matches of the search that led to the article, if one did. */
export function markSearch(
	page: HTMLElement,
	body: HTMLElement,
	catalogue: Catalogue,
	signal: AbortSignal
) {
	if (!('highlights' in CSS)) return;
	const { pathname } = location;
	let marking: AbortController | undefined;

	async function mark() {
		marking?.abort();
		const search = referringSearch(pathname);
		if (!search || signal.aborted) return;
		const { signal: ended } = (marking = new AbortController());
		// If the code cannot be fetched, nothing is marked.
		const find = await import('./find-words.ts')
			.then(({ findWords }) => findWords(search))
			.catch(() => null);
		if (find && !ended.aborted)
			await markMatches(page, body, find, ended, () => saveReferringSearch(null));
	}

	addEventListener(searchEvent, mark, { signal });
	signal.addEventListener('abort', () => marking?.abort());
	void mark();
	if (isFreshTab()) void recallSearch(pathname, catalogue, signal);
}

/** A new tab knows the search only from the referrer; the index supplies the matching terms. */
async function recallSearch(path: string, catalogue: Catalogue, signal: AbortSignal) {
	const q = queryFromReferrer();
	if (!q) return;
	await catalogue.loadEngine();
	const { engine } = catalogue;
	if (!engine) return;
	const hits = await whenComplete(() => engine.search(q, { typing: true })).catch(() => []);
	const hit = hits.find(({ id }) => href(`/${id}/`) === path);
	if (hit && !signal.aborted) saveReferringSearch({ path, q, terms: hit.terms });
}
