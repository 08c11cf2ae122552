import MiniSearch from 'minisearch';
import { english } from './words.ts';

export interface Page {
	id: string;
	title: string;
	text: string;
}

// #region search
/** MiniSearch with its own ranking and our terms; only a term that no page has is widened. */
export function createSearch(pages: readonly Page[]): (query: string) => string[] {
	const known = new Set<string>();
	const isUnknown = (term: string) => !known.has(term);
	const index = new MiniSearch<Page>({
		fields: ['title', 'text'],
		tokenize: (text) => english.documentTerms(text),
		processTerm(term) {
			known.add(term);
			return term;
		},
		searchOptions: {
			tokenize: (query) => english.queryTerms(query).map(({ term }) => term),
			processTerm: (term) => term,
			prefix: isUnknown,
			fuzzy: (term) => isUnknown(term) && 0.2
		}
	});
	index.addAll(pages);
	return (query) => index.search(query).map(({ id }) => id as string);
}
// #endregion
