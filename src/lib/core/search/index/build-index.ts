import MiniSearch from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { createAnalyser } from '../text/analyse.ts';
import { searchDocument, type SearchableArticle } from './document.ts';
import { writeIndexFile } from './index-file.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createFindPhrases } from './synonyms.ts';

/** The search index of a library, as text for `loadSearchEngine`. */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	language: string,
	synonyms: readonly SynonymRule[] = []
): Promise<string> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const index = new MiniSearch(indexOptions(analyser, createFindPhrases(synonyms, analyser)));
	// In the order of their ids, which breaks ties.
	const documents = articles.map((article) => searchDocument(article, analyser));
	index.addAll(documents.sort((a, b) => (a.id < b.id ? -1 : 1)));
	return writeIndexFile(index.toJSON(), {
		schema: schemaHash(language),
		language,
		...(synonyms.length && { synonyms }),
		suffixes: analyser.commonSuffixes()
	});
}
