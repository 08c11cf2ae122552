import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import {
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';

export type Text = [slug: string, title: string, prose: string, code?: string];

/** Builds an engine for articles of one section each, in the category `x`. */
export const buildEngine = async (texts: readonly Text[], language = 'en'): Promise<SearchEngine> =>
	loadSearchEngine(
		await buildSearchIndex(
			texts.map(([slug, title, prose, code = '']) => ({
				category: 'x',
				slug,
				title,
				description: '',
				headings: [],
				sections: [{ id: '', heading: '', prose, code }]
			})),
			language
		)
	);

/** The slugs of the hits, best first. */
export const searchSlugs = (engine: SearchEngine, query: string, typing = true) =>
	engine.search(query, { typing }).map(({ id }) => id.slice('x/'.length));
