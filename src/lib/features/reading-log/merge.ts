import {
	recentSearches,
	type ArticleRecord,
	type ReadingRecord,
	type Settings,
	type Stamped
} from './record.ts';

/**
 * Merges two records: of each value, the later edit wins. Merging is commutative, associative and
 * idempotent, so devices and tabs that exchange their records end up with the same one.
 */
export const merge = (a: ReadingRecord, b: ReadingRecord): ReadingRecord => ({
	articles: mergeMaps(a.articles, b.articles, mergeArticles),
	criteria: mergeMaps(a.criteria, b.criteria, latest),
	settings: mergeSettings(a.settings, b.settings)
});

export const mergeArticles = (a: ArticleRecord, b: ArticleRecord): ArticleRecord => ({
	position: latestIfAny(a.position, b.position),
	read: latestIfAny(a.read, b.read),
	sections: mergeMaps(a.sections, b.sections, latest)
});

function mergeSettings(a: Settings, b: Settings): Settings {
	const searchesForgotten = Math.max(a.searchesForgotten, b.searchesForgotten);
	return {
		searches: recentSearches([...a.searches, ...b.searches], searchesForgotten),
		searchesForgotten,
		installDeclined: latestIfAny(a.installDeclined, b.installDeclined)
	};
}

function mergeMaps<V>(
	a: ReadonlyMap<string, V>,
	b: ReadonlyMap<string, V>,
	both: (a: V, b: V) => V
): ReadonlyMap<string, V> {
	const merged = new Map(a);
	for (const [key, value] of b) {
		const other = a.get(key);
		merged.set(key, other === undefined ? value : both(other, value));
	}
	return merged;
}

/** Orders values edited in the same millisecond; any order works if it is always the same. */
const rank = (value: unknown) => (value === null ? '' : JSON.stringify(value));

function latest<S extends Stamped<unknown>>(a: S, b: S): S {
	if (a.at !== b.at) return a.at > b.at ? a : b;
	return rank(a.value) >= rank(b.value) ? a : b;
}

const latestIfAny = <S extends Stamped<unknown>>(a: S | undefined, b: S | undefined) =>
	a && b ? latest(a, b) : (a ?? b);
