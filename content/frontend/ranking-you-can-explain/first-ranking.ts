import cards from '$generated/catalogue.json';
import index from '$generated/index.json?raw';
import { articleId } from '$lib/core/article/article.ts';
import { defaultWeights } from '$lib/core/search/index/index-options.ts';
import { loadSearchEngine } from '$lib/core/search/ranking/engine.ts';
import { firstQuery } from './first-query.ts';
import { rankLibrary } from './rank-library.ts';

const titles = new Map(cards.map((card) => [articleId(card), card.title]));
const engine = await loadSearchEngine(index);

/** The first state of the figure, on the library as it is built. */
export const firstRanking = rankLibrary(firstQuery, engine, engine, titles, {
	multiplied: false,
	shown: 5
});

/** From here, so that the figure's code does not share a module with the engine's, which loads later. */
export const siteWeights = defaultWeights;
