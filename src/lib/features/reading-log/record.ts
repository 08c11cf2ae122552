/** A value and when it was edited, in milliseconds since 1970; of two, the later one holds. */
export interface Stamped<T> {
	at: number;
	value: T;
}

/** As `Stamped`; `null` says that the value was deleted, which a merge must not forget. */
export type Deletable<T> = Stamped<T | null>;

/** A place in an article that outlives edits of the article and another width of the page. */
export interface Position {
	/** Id of the section's heading; the empty string before the first heading. */
	heading: string;
	/** How much of the section is above, 0 to 1. */
	fraction: number;
	/** Ids of the headings before it, nearest first: where to go should the heading be gone. */
	earlier: readonly string[];
}

export interface ArticleRecord {
	position?: Deletable<Position>;
	read?: Deletable<true>;
	/** The hash of each section as it was last seen, by heading id. */
	sections: ReadonlyMap<string, Stamped<string>>;
}

export interface Search {
	text: string;
	at: number;
}

export interface Settings {
	/** Recent search texts, newest first, each once, at most `maxSearches`. */
	searches: readonly Search[];
	/** Searches up to this time are deleted. */
	searchesForgotten: number;
	installDeclined?: Stamped<true>;
}

/**
 * What this reader did. Maps, because anything may be a key: a heading can be called `__proto__`.
 */
export interface ReaderRecord {
	/** By `category/slug`. */
	articles: ReadonlyMap<string, ArticleRecord>;
	/** The query string last chosen, by the path of its list. */
	criteria: ReadonlyMap<string, Deletable<string>>;
	settings: Settings;
}

export const noArticleRecord: ArticleRecord = { sections: new Map() };

export const noRecord: ReaderRecord = {
	articles: new Map(),
	criteria: new Map(),
	settings: { searches: [], searchesForgotten: 0 }
};

const maxSearches = 20;

const newestFirst = (a: Search, b: Search) =>
	b.at - a.at || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

/**
 * The searches that are kept of these. Forgetting is one time for all and not a tombstone for
 * each: with tombstones the limit would make the result depend on the order of merges.
 */
export function keptSearches(searches: readonly Search[], forgotten: number): Search[] {
	const texts = new Set<string>();
	return searches
		.filter(({ at }) => at > forgotten)
		.sort(newestFirst)
		.filter(({ text }) => !texts.has(text) && texts.add(text))
		.slice(0, maxSearches);
}
