import {
	recentSearches,
	emptyArticleRecord,
	type ArticleRecord,
	type Deletable,
	type ReadingPosition,
	type ReadingRecord,
	type Settings,
	type Stamped
} from './record.ts';
import { mergeArticles } from './merge.ts';

// Each edit returns a new record and does not mutate the given one. `at` is the time of the edit in
// milliseconds.

/** Later than the value it replaces, even if the clock was set back, so that an edit always wins. */
const timeAfter = (at: number, previous = -1) =>
	Math.min(Math.max(at, previous + 1), Number.MAX_SAFE_INTEGER);

const stamp = <T>(value: T, at: number, previous: Stamped<unknown> | undefined): Stamped<T> => ({
	at: timeAfter(at, previous?.at),
	value
});

const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> =>
	new Map(map).set(key, value);

const editArticle = (
	record: ReadingRecord,
	id: string,
	edit: (article: ArticleRecord) => Partial<ArticleRecord>
): ReadingRecord => {
	const article = record.articles.get(id) ?? emptyArticleRecord;
	return {
		...record,
		articles: withEntry(record.articles, id, { ...article, ...edit(article) })
	};
};

const editSettings = (record: ReadingRecord, edit: Partial<Settings>): ReadingRecord => ({
	...record,
	settings: { ...record.settings, ...edit }
});

export const setPosition = (
	record: ReadingRecord,
	id: string,
	position: ReadingPosition,
	at: number
) => editArticle(record, id, (article) => ({ position: stamp(position, at, article.position) }));

export const setRead = (record: ReadingRecord, id: string, at: number) =>
	editArticle(record, id, ({ read }) => ({ read: stamp(true, at, read) }));

/** Also deletes the position: the article is read from its beginning again. */
export const clearRead = (record: ReadingRecord, id: string, at: number) =>
	record.articles.get(id)?.read?.value
		? editArticle(record, id, ({ read, position }) => ({
				read: stamp(null, at, read),
				...(position && { position: stamp(null, at, position) })
			}))
		: record;

/** Sets the hashes of sections that were seen, by heading id; the others stay as last seen. */
export const setSeenSections = (
	record: ReadingRecord,
	id: string,
	hashes: ReadonlyMap<string, string>,
	at: number
) =>
	editArticle(record, id, ({ sections }) => {
		const seen = new Map(sections);
		for (const [heading, hash] of hashes) seen.set(heading, stamp(hash, at, sections.get(heading)));
		return { sections: seen };
	});

/** Puts a search first; a search of white space alone is ignored. */
export function addSearch(record: ReadingRecord, search: string, at: number): ReadingRecord {
	const { searches, searchesForgotten } = record.settings;
	const text = search.trim();
	if (!text) return record;
	const latest = { text, at: timeAfter(at, Math.max(searchesForgotten, searches[0]?.at ?? 0)) };
	return editSettings(record, {
		searches: recentSearches([latest, ...searches], searchesForgotten)
	});
}

export function clearSearches(record: ReadingRecord, at: number): ReadingRecord {
	const { searches, searchesForgotten } = record.settings;
	const deletedUpTo = Math.max(at, searchesForgotten, searches[0]?.at ?? 0);
	return editSettings(record, { searches: [], searchesForgotten: deletedUpTo });
}

/** An empty query string is the unfiltered list: it deletes the entry. */
export function setCriteria(
	record: ReadingRecord,
	path: string,
	query: string,
	at: number
): ReadingRecord {
	const previous = record.criteria.get(path);
	if (!query && !previous) return record;
	const next: Deletable<string> = stamp(query || null, at, previous);
	return { ...record, criteria: withEntry(record.criteria, path, next) };
}

export const declineInstall = (record: ReadingRecord, at: number) =>
	editSettings(record, { installDeclined: stamp(true, at, record.settings.installDeclined) });

/**
 * Moves what is recorded of articles that were renamed; of each value, the later edit wins.
 * @param renamed old id → id
 */
export function renameArticles(
	record: ReadingRecord,
	renamed: Readonly<Record<string, string>>
): ReadingRecord {
	const old = [...record.articles.keys()].filter((id) => Object.hasOwn(renamed, id));
	if (!old.length) return record;
	const articles = new Map(record.articles);
	for (const oldId of old) {
		const id = renamed[oldId]!;
		const article = articles.get(oldId)!;
		const own = articles.get(id);
		articles.set(id, own ? mergeArticles(own, article) : article);
		articles.delete(oldId);
	}
	return { ...record, articles };
}
