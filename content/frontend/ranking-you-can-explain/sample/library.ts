import fc from 'fast-check';
import type { SynonymRule } from '../../../../src/lib/core/article/search-rules.ts';
import { buildSearchIndex } from '../../../../src/lib/core/search/index/build-index.ts';
import {
	loadSearchEngine,
	type SearchEngine
} from '../../../../src/lib/core/search/ranking/engine.ts';

export interface Page {
	id: string;
	title: string;
	headings?: string[];
	text: string;
}

/**
 * The engine of this site over some pages of one section each.
 * @param glossary its rows that lead to a page widen queries
 */
export const openLibrary = async (
	pages: readonly Page[],
	glossary: readonly SynonymRule[] = []
): Promise<SearchEngine> =>
	loadSearchEngine(
		await buildSearchIndex(
			pages.map(({ id, title, headings = [], text }) => ({
				category: 'pages',
				slug: id,
				title,
				description: '',
				headings: headings.map((heading) => ({ id: '', depth: 2, text: heading })),
				sections: [{ id: '', heading: '', prose: text, code: '' }]
			})),
			'en',
			[],
			glossary
		)
	);

/** The ids of the pages that a query finds, best first. */
export const found = (engine: SearchEngine, query: string) =>
	engine.search(query).map(({ id }) => id.slice('pages/'.length));

export const scoreOf = (engine: SearchEngine, query: string, id: string) =>
	engine.search(query).find((hit) => hit.id === `pages/${id}`)?.score ?? 0;

/** In hundredths: of the doubles up to 1, which `fc.double` draws from, almost all are almost 0. */
export const hundredths = (max: number) =>
	fc.integer({ min: 0, max: 100 * max }).map((n) => n / 100);

export const words = (word: string, times: number) => Array(times).fill(word).join(' ');
