import type { ArticleCard, Level } from '../article/article.ts';
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

/** Without the categories and tags that no card has: a link may be older than the library. */
export function withKnownValues(criteria: Criteria, cards: readonly ArticleCard[]): Criteria {
	const known = (values: readonly string[], of: (card: ArticleCard) => readonly string[]) => {
		const left = values.filter((value) => cards.some((card) => of(card).includes(value)));
		return left.length === values.length ? values : left;
	};
	return {
		...criteria,
		categories: known(criteria.categories, (card) => [card.category]),
		tags: known(criteria.tags, (card) => card.tags)
	};
}

export const inScope = (card: ArticleCard, { category, level, tag }: Scope) =>
	(!category || card.category === category) &&
	(!level || card.level === level) &&
	(!tag || card.tags.includes(tag));

/** The path of a scope's page below the base path. */
export const scopePath = ({ category, level, tag }: Scope) =>
	tag
		? `/tags/${encodeURIComponent(tag)}/`
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
