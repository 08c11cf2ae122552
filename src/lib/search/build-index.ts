import MiniSearch from 'minisearch';
import { createAnalyser } from './analyse.ts';
import { searchDocument, type SearchableArticle } from './document.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { loadStemmer } from './stemmers.ts';

/** What the index file holds. */
export interface IndexFile {
	schema: string;
	language: string;
	index: unknown;
}

/** The index of a library as text, for `loadSearchEngine`. */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	language: string
): Promise<string> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const index = new MiniSearch(indexOptions(analyser));
	index.addAll(articles.map(searchDocument));
	const file: IndexFile = { schema: schemaHash(language), language, index };
	return JSON.stringify(file);
}
