import MiniSearch, { type AsPlainObject } from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { glossaryOf } from '../glossary/glossary.ts';
import { createAnalyser } from '../text/analyse.ts';
import { createArticleAnalyser, type SearchableArticle } from './analyse-article.ts';
import type { PairCounts } from './count-pairs.ts';
import { encodePairs } from './encode-pairs.ts';
import { glossaryGroups } from './glossary-groups.ts';
import { writeIndexFile } from './index-file.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { withoutPhraseLengths } from './phrase-lengths.ts';
import { selectPairs } from './select-pairs.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createFindPhrases } from './synonyms.ts';
import { encodeVectors, minDocuments } from './vectors.ts';

/**
 * The search index of a library, as text for `loadSearchEngine`. Of the glossary it has
 * those that lead to its articles.
 */
export async function buildSearchIndex(
	articles: readonly SearchableArticle[],
	language: string,
	synonyms: readonly SynonymRule[] = [],
	glossary: readonly SynonymRule[] = glossaryOf(language)
): Promise<string> {
	const analyser = createAnalyser(language, await loadStemmer(language));
	const findPhrases = createFindPhrases([...synonyms, ...glossary], analyser);
	// In the order of their ids, which breaks ties.
	const analysed = articles
		.map(createArticleAnalyser(analyser, findPhrases))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	const index = new MiniSearch(indexOptions);
	index.addAll(analysed);
	const packed = withoutPhraseLengths(index.toJSON());
	const terms = new Set(packed.index.map(([term]) => term));
	const groups = glossaryGroups(glossary, synonyms, analyser, terms);
	return writeIndexFile(
		packed,
		analysed.length < minDocuments
			? noEvidence
			: {
					pairs: linesOfPairs(
						analysed.map(({ pairs }) => pairs),
						packed
					),
					vectors: encodeVectors(packed)
				},
		{
			schema: schemaHash(language),
			language,
			...(synonyms.length && { synonyms: synonyms.map(({ typed, also }) => ({ typed, also })) }),
			...(groups.length && { glossaryGroups: groups }),
			suffixes: analyser.commonSuffixes()
		}
	);
}

/** In a small library, pairs and topics are chance: golden queries lose by them. */
const noEvidence = { pairs: [], vectors: { line: '', singularValues: [] } };

function linesOfPairs(
	pairs: readonly PairCounts[],
	{ fieldIds, fieldLength, averageFieldLength }: AsPlainObject
): string[] {
	const text = fieldIds.text!;
	const relativeLength = (document: number) =>
		fieldLength[document]![text]! / averageFieldLength[text]!;
	return selectPairs(pairs, relativeLength).map(encodePairs);
}
