import MiniSearch, { type SearchResult } from 'minisearch';
import { createAnalyser } from '../../../../src/lib/core/search/text/analyse.ts';
import { stem } from '../../../../src/lib/core/search/text/porter2.ts';
import type { Page } from './library.ts';

const english = createAnalyser('en', stem);

/** MiniSearch with its own ranking and the terms of this site. */
export function createMiniSearch(pages: readonly Page[]): MiniSearch<Page> {
	const index = new MiniSearch<Page>({
		fields: ['title', 'text'],
		tokenize: (text) => english.documentTerms(text),
		processTerm: (term) => term,
		searchOptions: {
			tokenize: (query) => english.queryTerms(query).map(({ term }) => term)
		}
	});
	index.addAll(pages);
	return index;
}

// #region sum
/** MiniSearch's results by the sum of their scores, not multiplied by the number of terms that matched. */
export const withoutMultiplier = (results: readonly SearchResult[]): SearchResult[] =>
	results
		.map((result) => ({ ...result, score: result.score / (result.queryTerms.length || 1) }))
		.sort((a, b) => b.score - a.score);
// #endregion
