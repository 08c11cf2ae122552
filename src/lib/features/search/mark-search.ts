import { href } from '$lib/ui/href.ts';
import { showFound } from './mark-matches.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import {
	saveReferringSearch,
	isFreshTab,
	queryFromReferrer,
	searchEvent,
	referringSearch
} from '$lib/features/device/search-referrer.ts';

/** Marks in the article what it was found by, where a search led to it, until `signal` says so. */
export function markSearch(
	page: HTMLElement,
	body: HTMLElement,
	catalogue: Catalogue,
	signal: AbortSignal
) {
	if (!('highlights' in CSS)) return;
	const { pathname } = location;
	let shown: AbortController | undefined;

	async function show() {
		shown?.abort();
		const search = referringSearch(pathname);
		if (!search || signal.aborted) return;
		const { signal: ended } = (shown = new AbortController());
		// Where it cannot be had, the article is as it always is.
		const find = await import('./find-words.ts')
			.then(({ findWords }) => findWords(search))
			.catch(() => null);
		if (find && !ended.aborted)
			await showFound(page, body, find, ended, () => saveReferringSearch(null));
	}

	addEventListener(searchEvent, show, { signal });
	signal.addEventListener('abort', () => shown?.abort());
	void show();
	if (isFreshTab()) void recallSearch(pathname, catalogue, signal);
}

/** A new tab knows its list by the address alone; the index tells the terms of the search. */
async function recallSearch(path: string, catalogue: Catalogue, signal: AbortSignal) {
	const q = queryFromReferrer();
	if (!q) return;
	await catalogue.loadEngine();
	const hits = catalogue.engine?.search(q, { typing: true }) ?? [];
	const hit = hits.find(({ id }) => href(`/${id}/`) === path);
	if (hit && !signal.aborted) saveReferringSearch({ path, q, terms: hit.terms });
}
