import type { ArticleCard } from '$lib/core/article/article.ts';
import type { Scope } from '$lib/core/filter/scope.ts';
import type { ViewSelection } from '$lib/core/filter/view-title.ts';

/** The articles that a reader wants as a book, and what selects them. */
export interface ListView extends ViewSelection {
	/** In the order of the list. */
	cards: readonly ArticleCard[];
	scope: Scope;
}
