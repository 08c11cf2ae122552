import MiniSearch from 'minisearch';
import type { SynonymRule } from '../article/authored-search.ts';
import { createAnalyser } from './analyse.ts';
import { withChecksum } from './checksum.ts';
import { searchDocument, type SearchableArticle } from './document.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { loadStemmer } from './stemmers.ts';

/** What the index file holds. */
export interface IndexFile {
	schema: string;
	language: string;
	/** Left out where there are none; they are applied to queries. */
	synonyms?: readonly SynonymRule[];
	index: unknown;
}

/** The index of a library as text, for `loadSearchEngine`. */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	language: string,
	synonyms: readonly SynonymRule[] = []
): Promise<string> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const index = new MiniSearch(indexOptions(analyser));
	index.addAll(articles.map(searchDocument));
	const file: IndexFile = {
		schema: schemaHash(language),
		language,
		...(synonyms.length && { synonyms }),
		index
	};
	return withChecksum(JSON.stringify(file));
}
