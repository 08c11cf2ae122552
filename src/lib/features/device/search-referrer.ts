import { storageName } from '$lib/core/offline/storage-name.ts';
import { base } from '$app/paths';
import { decodeCriteria } from '$lib/core/filter/criteria.ts';

/** A search that led to an article: what was typed, and the terms that the article was found by. */
export interface ReferringSearch {
	/** Path of the article's page, with the base path. */
	path: string;
	q: string;
	terms: readonly string[];
}

/** Tells the page that is open that another search has led to it. */
export const searchEvent = 'offprint:search';

/** Applications of one origin share the storage. */
const key = storageName(`${base}/`, 'search');

/** Keeps a search, or that there is none, for the next page of this tab: only a list's URL has it. */
export function saveReferringSearch(search: ReferringSearch | null) {
	try {
		sessionStorage.setItem(key, JSON.stringify(search));
	} catch {
		return; // Storage is blocked: nothing is marked.
	}
	dispatchEvent(new Event(searchEvent));
}

const isText = (value: unknown) => typeof value === 'string';

/** The search that led to a page; null where none did, or the storage holds something else. */
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

/** This tab is new: nothing has been kept in it, not even that no search led here. */
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
		? decodeCriteria(search).q
		: '';
}
