import type { ArticleCard, Level } from '../article/article.ts';
import { tagSlug } from '../article/tag-slug.ts';
import { encodeCriteria, noCriteria, type Criteria } from './criteria.ts';

/** What a page's own path already says: `/backend/level/advanced/` fixes a category and a level. */
export interface Scope {
	category?: string;
	level?: Level;
	tag?: string;
}

/** The criteria with what the page's path says in place of what the query string says of it. */
export const withScope = (criteria: Criteria, scope: Scope): Criteria => ({
	...criteria,
	...(scope.category && { categories: [scope.category] }),
	...(scope.level && { levels: [scope.level] }),
	...(scope.tag && { tags: [scope.tag] })
});

/** The criteria of a page with nothing chosen beyond its path. */
export const scopeCriteria = (scope: Scope): Criteria => withScope(noCriteria, scope);

/** `true` where the criteria ask for more than the page's path says; the order does not count. */
export const narrows = (criteria: Criteria, scope: Scope) =>
	encodeCriteria({ ...criteria, sort: null }) !== encodeCriteria(scopeCriteria(scope));

/**
 * The criteria with only the categories and tags that some card has: a link may be older than the
 * library. A tag may be given by its slug.
 */
export function withKnownValues(criteria: Criteria, cards: readonly ArticleCard[]): Criteria {
	if (!criteria.categories.length && !criteria.tags.length) return criteria;
	const categories = new Set(cards.map(({ category }) => category));
	const tags = new Map(cards.flatMap((card) => card.tags.map((tag) => [tagSlug(tag), tag])));
	return {
		...criteria,
		categories: unlessSame(
			criteria.categories,
			criteria.categories.filter((category) => categories.has(category))
		),
		tags: unlessSame(criteria.tags, [
			...new Set(criteria.tags.flatMap((tag) => tags.get(tagSlug(tag)) ?? []))
		])
	};
}

/** The first of two lists where both have the same values, so that nothing looks changed. */
const unlessSame = (before: readonly string[], after: string[]): readonly string[] =>
	before.length === after.length && before.every((value) => after.includes(value))
		? before
		: after.sort();

export const inScope = (card: ArticleCard, { category, level, tag }: Scope) =>
	(!category || card.category === category) &&
	(!level || card.level === level) &&
	(!tag || card.tags.includes(tag));

/** The path of a scope's page below the base path. */
export const scopePath = ({ category, level, tag }: Scope) =>
	tag
		? `/tags/${tagSlug(tag)}/`
		: category
			? `/${category}/${level ? `level/${level.toLowerCase()}/` : ''}`
			: '/';

const isOnly = (values: readonly string[], value: string | undefined) =>
	value === undefined || (values.length === 1 && values[0] === value);

/**
 * Path and query of the view that shows exactly `criteria` (scope included): the page it is on
 * while the path's own choice stands, else the nearest wider page.
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
