/** A value and the time of its edit in milliseconds since 1970; of two, the later one wins. */
export interface Stamped<T> {
	at: number;
	value: T;
}

/** `null` is a tombstone: the value was deleted, and a merge must not bring it back. */
export type Deletable<T> = Stamped<T | null>;

/** A position in an article that survives edits of the article and changes of the page's width. */
export interface ReadingPosition {
	/** Id of the section's heading; the empty string before the first heading. */
	heading: string;
	/** The share of the section that is above the position, 0 to 1. */
	fraction: number;
	/** Ids of the headings before it, nearest first; used if the heading no longer exists. */
	earlier: readonly string[];
}

export interface ArticleRecord {
	position?: Deletable<ReadingPosition>;
	read?: Deletable<true>;
	/** Hash of each section as last seen, by heading id. */
	sections: ReadonlyMap<string, Stamped<string>>;
}

export interface Search {
	text: string;
	at: number;
}

export interface Settings {
	/** Recent searches, newest first, without duplicates, at most `maxSearches`. */
	searches: readonly Search[];
	/** Searches up to this time are deleted. */
	searchesForgotten: number;
	installDeclined?: Stamped<true>;
}

/**
 * What was read, searched and filtered on this device. Maps rather than objects, because a key may
 * be any text: a heading can be called `__proto__`.
 */
export interface ReadingRecord {
	/** By `category/slug`. */
	articles: ReadonlyMap<string, ArticleRecord>;
	/** The last query string of each list, by the list's path. */
	criteria: ReadonlyMap<string, Deletable<string>>;
	settings: Settings;
}

export const emptyArticleRecord: ArticleRecord = { sections: new Map() };

export const emptyRecord: ReadingRecord = {
	articles: new Map(),
	criteria: new Map(),
	settings: { searches: [], searchesForgotten: 0 }
};

const maxSearches = 20;

const newestFirst = (a: Search, b: Search) =>
	b.at - a.at || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

/**
 * The most recent searches, without duplicates. Deletion is one timestamp for all rather than a
 * tombstone each: with tombstones the limit would make the result depend on the order of merges.
 */
export function recentSearches(searches: readonly Search[], deletedUpTo: number): Search[] {
	const texts = new Set<string>();
	return searches
		.filter(({ at }) => at > deletedUpTo)
		.sort(newestFirst)
		.filter(({ text }) => !texts.has(text) && texts.add(text))
		.slice(0, maxSearches);
}
