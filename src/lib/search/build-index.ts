import MiniSearch from 'minisearch';
import { createAnalyser } from './analyse';
import { searchDocument, type SearchableArticle } from './document';
import { indexOptions, schemaHash } from './index-options';
import { loadStemmer } from './stemmers';

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
