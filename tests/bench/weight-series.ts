import type { SearchOptions } from 'minisearch';
import { defaultWeights, type Weights } from '../../src/lib/core/search/index/index-options.ts';

import type { Ranking } from './mini-search-words.ts';

/** The article that shows what the weights do, below the content folder. */
export const rankingArticle = 'frontend/ranking-you-can-explain';

/** MiniSearch with this site's terms: each is a ranking and what is changed in its search options. */
export const rankings: Readonly<Record<string, [ranking: Ranking, options: SearchOptions]>> = {
	asIs: ['asIs', {}],
	asIsTitle4: ['asIs', { boost: { title: 4 } }],
	sum: ['sum', {}],
	sumTitle4: ['sum', { boost: { title: 4 } }],
	sumWithoutFloor: ['sum', { bm25: { k: 1.2, b: 0.7, d: 0 } }],
	and: ['sum', { combineWith: 'AND' }]
};

const { bm25, fieldBoosts } = defaultWeights;

/** Of each series, the names of its values and what they are; all other weights are this site's. */
export const weightSeries: Readonly<Record<string, Readonly<Record<string, Weights>>>> = {
	title: series([0, 0.25, 0.55, 1, 2, 4, 8], (title) => ({
		bm25,
		fieldBoosts: { ...fieldBoosts, title }
	})),
	k: series([0, 0.6, 1.2, 2, 4], (k) => ({ fieldBoosts, bm25: { ...bm25, k } })),
	b: series([0, 0.4, 0.6, 0.8, 1], (b) => ({ fieldBoosts, bm25: { ...bm25, b } }))
};

function series(values: readonly number[], weightsFor: (value: number) => Weights) {
	return Object.fromEntries(values.map((value) => [String(value), weightsFor(value)]));
}
