import type { AsPlainObject } from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { glossaryOf } from '../glossary/glossary.ts';
import { createAnalyser } from '../text/analyse.ts';
import { commonSuffixes } from '../text/common-suffixes.ts';
import {
	createArticleAnalyser,
	type AnalysedArticle,
	type SearchableArticle
} from './analyse-article.ts';
import type { PairCounts } from './count-pairs.ts';
import { encodePairs } from './encode-pairs.ts';
import { glossaryGroups } from './glossary-groups.ts';
import { inIndexOrder, writeIndexFile, type IndexEvidence } from './index-file.ts';
import { schemaHash } from './index-options.ts';
import { packIndex } from './pack-index.ts';
import { withoutPhraseLengths } from './phrase-lengths.ts';
import { selectPairs } from './select-pairs.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createFindPhrases } from './synonyms.ts';
import { encodeVectors, minDocuments } from './vectors.ts';

/** Makes the search index of a library in two steps, of which the first can be kept. */
export interface Indexer {
	/** All that the index needs of an article. */
	analyse(article: SearchableArticle): AnalysedArticle;
	/** As text for `loadSearchEngine`. */
	index(articles: readonly AnalysedArticle[]): string;
}

/** @param glossary the index has those of its rows that lead to an article */
export async function createIndexer(
	language: string,
	synonyms: readonly SynonymRule[] = [],
	glossary: readonly SynonymRule[] = glossaryOf(language)
): Promise<Indexer> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const findPhrases = createFindPhrases([...synonyms, ...glossary], analyser);
	return {
		analyse: createArticleAnalyser(analyser, findPhrases),
		index(articles) {
			const sorted = inIndexOrder(articles);
			const packed = withoutPhraseLengths(packIndex(sorted));
			const terms = new Set(packed.index.map(([term]) => term));
			const groups = glossaryGroups(glossary, synonyms, analyser, terms);
			return writeIndexFile(packed, evidenceOf(sorted, packed), {
				schema: schemaHash(language),
				language,
				...(synonyms.length && { synonyms: synonyms.map(({ typed, also }) => ({ typed, also })) }),
				...(groups.length && { glossaryGroups: groups }),
				suffixes: commonSuffixes(sorted.flatMap(({ stems }) => stems))
			});
		}
	};
}

/** The search index of a library, as text for `loadSearchEngine`. */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	...rules: Parameters<typeof createIndexer>
): Promise<string> {
	const { analyse, index } = await createIndexer(...rules);
	return index(articles.map(analyse));
}

/** In a small library, pairs and topics are chance: golden queries lose by them. */
function evidenceOf(articles: readonly AnalysedArticle[], packed: AsPlainObject): IndexEvidence {
	if (articles.length < minDocuments)
		return { pairs: [], vectors: { line: '', singularValues: [] } };
	const pairs = articles.map((article) => article.pairs);
	return { pairs: linesOfPairs(pairs, packed), vectors: encodeVectors(packed) };
}

function linesOfPairs(
	pairs: readonly PairCounts[],
	{ fieldIds, fieldLength, averageFieldLength }: AsPlainObject
): string[] {
	const text = fieldIds.text!;
	const relativeLength = (document: number) =>
		fieldLength[document]![text]! / averageFieldLength[text]!;
	return selectPairs(pairs, relativeLength).map(encodePairs);
}
