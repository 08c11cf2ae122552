import { storageName } from '$lib/core/offline/storage-name.ts';
import { base } from '$app/paths';
import { queryOf } from '$lib/core/filter/query.ts';

/** A search that led to an article: the query, and the terms that matched in the article. */
export interface ReferringSearch {
	/** Path of the article's page, with the base path. */
	path: string;
	q: string;
	terms: readonly string[];
}

/** Tells the open page that another search has led to it. */
export const searchEvent = 'offprint:search';

/** Applications of one origin share the storage. */
const key = storageName(`${base}/`, 'search');

/** Stores a search, or that there is none, for the next page of this tab, whose URL does not have it. */
export function saveReferringSearch(search: ReferringSearch | null) {
	try {
		sessionStorage.setItem(key, JSON.stringify(search));
	} catch {
		return; // Storage is blocked: nothing is marked.
	}
	dispatchEvent(new Event(searchEvent));
}

const isText = (value: unknown) => typeof value === 'string';

/** The search that led to a page; null if none did, or the storage holds something else. */
export function referringSearch(path: string): ReferringSearch | null {
	try {
		const kept = JSON.parse(
			sessionStorage.getItem(key) ?? 'null'
		) as Partial<ReferringSearch> | null;
		const { q, terms } = kept ?? {};
		return kept?.path === path && isText(q) && Array.isArray(terms) && terms.every(isText)
			? (kept as ReferringSearch)
			: null;
	} catch {
		return null;
	}
}

/** Whether this tab is new: it has stored nothing yet, not even that no search led here. */
export function isFreshTab(): boolean {
	try {
		return sessionStorage.getItem(key) === null;
	} catch {
		return false;
	}
}

/** The query of the list that the document was opened from, in this tab or another; else empty. */
export function queryFromReferrer(): string {
	const { origin, pathname, search } = new URL(document.referrer || location.origin);
	return origin === location.origin && pathname.startsWith(`${base}/`)
		? queryOf(new URLSearchParams(search))
		: '';
}
