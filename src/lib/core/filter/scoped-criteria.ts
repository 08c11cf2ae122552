import type { ArticleCard } from '../article/article.ts';
import { tagSlug } from '../article/tag-slug.ts';
import { encodeCriteria, noCriteria, type Criteria } from './criteria.ts';
import { scopePath, type Scope } from './scope.ts';

/** The criteria with the page's scope instead of their own values for it. */
export const withScope = (criteria: Criteria, scope: Scope): Criteria => ({
	...criteria,
	...(scope.category && { categories: [scope.category] }),
	...(scope.level && { levels: [scope.level] }),
	...(scope.tag && { tags: [scope.tag] })
});

/** The criteria of a page with nothing selected besides its scope. */
export const scopeCriteria = (scope: Scope): Criteria => withScope(noCriteria, scope);

/** Whether the criteria filter by more than the scope; the sort order does not count. */
export const narrows = (criteria: Criteria, scope: Scope) =>
	encodeCriteria({ ...criteria, sort: null }) !== encodeCriteria(scopeCriteria(scope));

/**
 * The criteria without categories and tags that no card has, since a link may be outdated. A tag may
 * be given by its slug.
 */
export function withKnownValues(criteria: Criteria, cards: readonly ArticleCard[]): Criteria {
	if (!criteria.categories.length && !criteria.tags.length) return criteria;
	const categories = new Set(cards.map(({ category }) => category));
	const tags = new Map(cards.flatMap((card) => card.tags.map((tag) => [tagSlug(tag), tag])));
	return {
		...criteria,
		categories: reuseIfEqual(
			criteria.categories,
			criteria.categories.filter((category) => categories.has(category))
		),
		tags: reuseIfEqual(criteria.tags, [
			...new Set(criteria.tags.flatMap((tag) => tags.get(tagSlug(tag)) ?? []))
		])
	};
}

/** Returns the first of two lists if both have the same values, so that nothing is seen as changed. */
const reuseIfEqual = (before: readonly string[], after: string[]): readonly string[] =>
	before.length === after.length && before.every((value) => after.includes(value))
		? before
		: after.sort();

const isOnly = (values: readonly string[], value: string | undefined) =>
	value === undefined || (values.length === 1 && values[0] === value);

// #region view-url
/**
 * Path and query of the view for `criteria`, which include the scope: the same page while the criteria
 * still have its scope, else the nearest page with a wider scope.
 */
export function viewUrl(criteria: Criteria, scope: Scope, foreign = ''): string {
	const kept: Scope = isOnly(criteria.tags, scope.tag)
		? isOnly(criteria.categories, scope.category)
			? isOnly(criteria.levels, scope.level)
				? scope
				: { category: scope.category }
			: {}
		: {};
	const query = encodeCriteria(
		{
			...criteria,
			...(kept.category && { categories: [] }),
			...(kept.level && { levels: [] }),
			...(kept.tag && { tags: [] })
		},
		foreign
	);
	return scopePath(kept) + (query && `?${query}`);
}
// #endregion
