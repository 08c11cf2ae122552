import {
	keptSearches,
	noArticleRecord,
	type ArticleRecord,
	type Deletable,
	type Position,
	type ReaderRecord,
	type Settings,
	type Stamped
} from './record.ts';

// Each edit gives a new record and leaves the given one as it is. `at` is the time of the edit
// in milliseconds.

/** Later than what it replaces, even where the clock was set back since: an edit always holds. */
const after = (at: number, previous = -1) =>
	Math.min(Math.max(at, previous + 1), Number.MAX_SAFE_INTEGER);

const stamp = <T>(value: T, at: number, previous: Stamped<unknown> | undefined): Stamped<T> => ({
	at: after(at, previous?.at),
	value
});

const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
	new Map(map).set(key, value);

const editArticle = (
	record: ReaderRecord,
	id: string,
	edit: (article: ArticleRecord) => Partial<ArticleRecord>
): ReaderRecord => {
	const article = record.articles.get(id) ?? noArticleRecord;
	return {
		...record,
		articles: withEntry(record.articles, id, { ...article, ...edit(article) })
	};
};

const editSettings = (record: ReaderRecord, edit: Partial<Settings>): ReaderRecord => ({
	...record,
	settings: { ...record.settings, ...edit }
});

export const keepPosition = (record: ReaderRecord, id: string, position: Position, at: number) =>
	editArticle(record, id, (article) => ({ position: stamp(position, at, article.position) }));

export const markRead = (record: ReaderRecord, id: string, at: number) =>
	editArticle(record, id, ({ read }) => ({ read: stamp(true, at, read) }));

/** The place goes with it: who reads an article anew begins at its beginning. */
export const unmarkRead = (record: ReaderRecord, id: string, at: number) =>
	record.articles.get(id)?.read?.value
		? editArticle(record, id, ({ read, position }) => ({
				read: stamp(null, at, read),
				...(position && { position: stamp(null, at, position) })
			}))
		: record;

/** The sections seen, by heading id, with the hash of each; the others stay as last seen. */
export const seenSections = (
	record: ReaderRecord,
	id: string,
	hashes: ReadonlyMap<string, string>,
	at: number
) =>
	editArticle(record, id, ({ sections }) => {
		const seen = new Map(sections);
		for (const [heading, hash] of hashes) seen.set(heading, stamp(hash, at, sections.get(heading)));
		return { sections: seen };
	});

/** Puts a search first; white space around it does not count, nothing else is no search. */
export function rememberSearch(record: ReaderRecord, search: string, at: number): ReaderRecord {
	const { searches, searchesForgotten } = record.settings;
	const text = search.trim();
	if (!text) return record;
	const latest = { text, at: after(at, Math.max(searchesForgotten, searches[0]?.at ?? 0)) };
	return editSettings(record, { searches: keptSearches([latest, ...searches], searchesForgotten) });
}

export function forgetSearches(record: ReaderRecord, at: number): ReaderRecord {
	const { searches, searchesForgotten } = record.settings;
	const forgotten = Math.max(at, searchesForgotten, searches[0]?.at ?? 0);
	return editSettings(record, { searches: [], searchesForgotten: forgotten });
}

/** The empty query string is the list as it comes: what was kept for it is deleted. */
export function rememberCriteria(
	record: ReaderRecord,
	path: string,
	query: string,
	at: number
): ReaderRecord {
	const previous = record.criteria.get(path);
	if (!query && !previous) return record;
	const next: Deletable<string> = stamp(query || null, at, previous);
	return { ...record, criteria: withEntry(record.criteria, path, next) };
}

export const declineInstall = (record: ReaderRecord, at: number) =>
	editSettings(record, { installDeclined: stamp(true, at, record.settings.installDeclined) });
