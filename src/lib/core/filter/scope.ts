import { levels, reservedCategories, type ArticleCard, type Level } from '../article/article.ts';
import { tagSlug } from '../article/tag-slug.ts';

/** The filters that a page's path implies: `/backend/level/advanced/` implies a category and a level. */
export interface Scope {
	category?: string;
	level?: Level;
	tag?: string;
}

export const inScope = (card: ArticleCard, { category, level, tag }: Scope) =>
	(!category || card.category === category) &&
	(!level || card.level === level) &&
	(!tag || card.tags.includes(tag));

/** The path of the page for a scope, relative to the base path. */
export const scopePath = ({ category, level, tag }: Scope) =>
	tag
		? `/tags/${tagSlug(tag)}/`
		: category
			? `/${category}/${level ? `level/${level.toLowerCase()}/` : ''}`
			: '/';

/** The scope of the list page at a path, relative to the base path; a tag is given by its slug. */
export function scopeOf(path: string): Scope {
	const [, tag] = /^\/tags\/([^/]+)\//.exec(path) ?? [];
	if (tag) return { tag };
	const [, category, name] = /^\/([^/]+)\/(?:level\/([^/]+)\/)?/.exec(path) ?? [];
	if (!category || reservedCategories.includes(category)) return {};
	const level = levels.find((known) => known.toLowerCase() === name);
	return { category, ...(level && { level }) };
}
