import { articleId } from '../../core/article/article.ts';
import type { AnalysedArticle } from '../../core/search/index/analyse-article.ts';
import { createIndexer } from '../../core/search/index/build-index.ts';
import { relatedArticles } from '../../core/search/index/related.ts';
import type { SplitIndex } from '../../core/search/parts/split-index.ts';
import { readValue, writeValue } from '../cache/cached-value.ts';
import { cacheName, codeVersion, hash } from '../cache/hash.ts';
import type { Library } from '../library/library.ts';
import { indexInParts } from './index-parts.ts';

/**
 * A longer index is served in parts; in UTF-16 units, some 400 KB after Brotli. The 281 articles of
 * the Entity Framework documentation make 420,000.
 */
const maxWholeLength = 1_000_000;

/** More than a page shows, because it leaves out its neighbors. */
const maxRelated = 5;

/** All that a site has of the search index of its library. */
export interface SearchData extends SplitIndex {
	/** The whole index. */
	index: string;
}

export async function librarySearchData(
	library: Pick<Library, 'articles' | 'site' | 'synonyms'>
): Promise<SearchData> {
	const index = await librarySearchIndex(library);
	return { index, ...(await servedIndex(index)) };
}

/** By the id of an article: the ids of those most similar to it, the most similar first. */
export const relatedIn = (index: string): Record<string, string[]> =>
	relatedArticles(index, maxRelated);

/** An index as browsers fetch it: in one file, or the head of one in parts and its parts. */
export const servedIndex = async (text: string): Promise<SplitIndex> =>
	text.length > maxWholeLength ? indexInParts(text) : { head: text, parts: new Map() };

/** The search index of a library: the last one, or a new one for which only changed articles are analysed. */
export async function librarySearchIndex({
	articles,
	site: { language },
	synonyms
}: Pick<Library, 'articles' | 'site' | 'synonyms'>): Promise<string> {
	const version = hash(
		codeVersion('src/lib/core/search', 'src/lib/content/search-index'),
		language,
		JSON.stringify(synonyms)
	);
	const keys = articles.map(({ title, description, headings, sections }) =>
		hash(JSON.stringify([title, description, headings, sections]))
	);
	const ids = articles.map(articleId);
	const indexName = cacheName('indexes', version);
	const indexKey = hash(JSON.stringify([ids, keys]));
	const last = readValue<string>(indexName, indexKey);
	if (last !== null) return last;
	const { analyse, index } = await createIndexer(language, synonyms);
	const made = index(
		articles.map((article, number) => {
			const name = cacheName('terms', version, ids[number]!);
			const kept = readValue<AnalysedArticle>(name, keys[number]!);
			if (kept) return kept;
			const analysed = analyse(article);
			writeValue(name, keys[number]!, analysed);
			return analysed;
		})
	);
	writeValue(indexName, indexKey, made);
	return made;
}
