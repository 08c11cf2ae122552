import type { ArticleCard, Category } from '../article/article.ts';
import { decodeCriteria, encodeCriteria, noCriteria } from './criteria.ts';
import { sortNames } from './choice-names.ts';
import { scopeOf } from './scope.ts';
import { viewUrl, withKnownValues, withScope } from './scoped-criteria.ts';
import { viewTitle } from './view-title.ts';

/** The last filtered view of one list page. */
export interface RecordedView {
	/** Of the list page, relative to the base path. */
	path: string;
	/** Without `?`. */
	query: string;
	/** When it was seen, in milliseconds since 1970. */
	at: number;
}

export interface RecentView {
	/** Path and query, relative to the base path; of a wider list if the page is gone. */
	address: string;
	label: string;
}

/**
 * Recorded views, the last one first. Views of several pages that select the same articles in the same
 * order are one. A view that is only a search is left out: it is one of the recent searches.
 */
export function recentViews(
	recorded: readonly RecordedView[],
	{ cards, categories }: { cards: readonly ArticleCard[]; categories: readonly Category[] }
): RecentView[] {
	const views = new Map<string, RecentView>();
	for (const { path, query } of recorded.toSorted((a, b) => b.at - a.at)) {
		const scope = scopeOf(path);
		const criteria = withKnownValues(withScope(decodeCriteria(query), scope), cards);
		const key = encodeCriteria(criteria);
		const isSearch = key === encodeCriteria({ ...noCriteria, q: criteria.q });
		if (isSearch || views.has(key)) continue;
		const title = viewTitle({ criteria, onlySaved: false, categories }) || 'All articles';
		const order = criteria.sort ? `, sorted by ${sortNames[criteria.sort].toLowerCase()}` : '';
		views.set(key, { address: viewUrl(criteria, scope), label: title + order });
	}
	return [...views.values()];
}
