import type { ArticleCard, Category } from '$lib/core/article/article.ts';
import type { Criteria } from '$lib/core/filter/criteria.ts';
import type { Scope } from '$lib/core/filter/scope.ts';

/** The articles that a reader wants as a book, and what selects them. */
export interface ListView {
	/** In the order of the list. */
	cards: readonly ArticleCard[];
	criteria: Criteria;
	/** Only articles that are saved on this device. */
	onlySaved: boolean;
	scope: Scope;
	categories: readonly Category[];
}
