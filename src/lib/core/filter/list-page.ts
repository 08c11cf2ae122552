import type { ArticleCard } from '../article/article.ts';
import { countFacets, type Facets } from './facets.ts';
import { inScope, scopeCriteria, type Scope } from './scope.ts';

/** What the build puts into a list page. */
export interface ListPage {
	scope: Scope;
	/** The page's own cards, newest first. */
	cards: readonly ArticleCard[];
	/** Articles in the scope, on all its pages. */
	total: number;
	/** Counts with nothing chosen. */
	facets: Facets;
	/** 1-based. */
	page: number;
	pages: number;
}

/** How many cards a list page holds before "Show more". */
export const pageSize = 60;

const pageCount = (total: number) => Math.max(1, Math.ceil(total / pageSize));

/**
 * One page of a list as the build writes it.
 * @param cards the whole library, newest first
 * @param page the path's part behind the scope: `''` or `page/N`
 */
export function listPage(cards: readonly ArticleCard[], scope: Scope, page: string): ListPage {
	const inside = cards.filter((card) => inScope(card, scope));
	const number = Number.parseInt(page.slice('page/'.length)) || 1;
	return {
		scope,
		cards: inside.slice((number - 1) * pageSize, number * pageSize),
		total: inside.length,
		facets: countFacets(cards, scopeCriteria(scope)),
		page: number,
		pages: pageCount(inside.length)
	};
}

/** The `page` parameters of all pages of a list. */
export const pageEntries = (cards: readonly ArticleCard[], scope: Scope): string[] =>
	Array.from(
		{ length: pageCount(cards.filter((card) => inScope(card, scope)).length) },
		(_, index) => (index ? `page/${index + 1}` : '')
	);
