import { articleId, type ArticleCard } from './article.ts';

export const sorts = ['relevance', 'newest', 'shortest', 'longest', 'title'] as const;
export type Sort = (typeof sorts)[number];

const byId = (a: ArticleCard, b: ArticleCard) => compareText(articleId(a), articleId(b));
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const newest = (a: ArticleCard, b: ArticleCard) => compareText(b.published, a.published);

/**
 * Comparators for the sort orders that do not depend on a query. Ties are broken by date, then by id,
 * so that the order is the same everywhere.
 */
export const compareBy: Record<
	Exclude<Sort, 'relevance'>,
	(a: ArticleCard, b: ArticleCard) => number
> = {
	newest: (a, b) => newest(a, b) || byId(a, b),
	shortest: (a, b) => a.minutes - b.minutes || newest(a, b) || byId(a, b),
	longest: (a, b) => b.minutes - a.minutes || newest(a, b) || byId(a, b),
	title: (a, b) =>
		compareText(a.title.toLowerCase(), b.title.toLowerCase()) || newest(a, b) || byId(a, b)
};
