import type { ArticleCard } from '../article/article.ts';
import { countFacets, type Facets } from './facets.ts';
import { inScope, type Scope } from './scope.ts';
import { scopeCriteria } from './scoped-criteria.ts';

/** The data of a list page, embedded by the build. */
export interface ListPage {
	scope: Scope;
	/** The cards of this page, newest first. */
	cards: readonly ArticleCard[];
	/** Number of articles in the scope, on all its pages. */
	total: number;
	/** Counts with nothing selected. */
	facets: Facets;
	/** 1-based. */
	page: number;
	pages: number;
}

/** Number of cards on a list page, before "Show more". */
export const pageSize = 60;

const pageCount = (total: number) => Math.max(1, Math.ceil(total / pageSize));

/**
 * One page of a list as the build writes it.
 * @param cards the whole library, newest first
 * @param page the part of the path after the scope: `''` or `page/N`
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
