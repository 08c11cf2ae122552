import MiniSearch from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { fieldWordsOf } from '../field-words/field-words.ts';
import { createAnalyser } from '../text/analyse.ts';
import { searchDocument, type SearchableArticle } from './document.ts';
import { fieldGroups } from './field-groups.ts';
import { writeIndexFile } from './index-file.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { withoutPhraseLengths } from './phrase-lengths.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createFindPhrases } from './synonyms.ts';

/**
 * The search index of a library, as text for `loadSearchEngine`. Of the words of the field it has
 * those that lead to its articles.
 */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	language: string,
	synonyms: readonly SynonymRule[] = [],
	field: readonly SynonymRule[] = fieldWordsOf(language)
): Promise<string> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const findPhrases = createFindPhrases([...synonyms, ...field], analyser);
	const index = new MiniSearch(indexOptions(analyser, findPhrases));
	// In the order of their ids, which breaks ties.
	const documents = articles.map((article) => searchDocument(article, analyser));
	index.addAll(documents.sort((a, b) => (a.id < b.id ? -1 : 1)));
	const packed = withoutPhraseLengths(index.toJSON());
	const terms = new Set(packed.index.map(([term]) => term));
	const groups = fieldGroups(field, synonyms, analyser, terms);
	return writeIndexFile(packed, {
		schema: schemaHash(language),
		language,
		...(synonyms.length && { synonyms: synonyms.map(({ typed, also }) => ({ typed, also })) }),
		...(groups.length && { fieldGroups: groups }),
		suffixes: analyser.commonSuffixes()
	});
}
