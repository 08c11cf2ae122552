import type { ArticleCard } from '../../../../src/lib/core/article/article.ts';

/** A card with default values except for the given ones. */
export const card = (slug: string, overrides: Partial<ArticleCard> = {}): ArticleCard => ({
	category: 'backend',
	slug,
	title: slug,
	description: `About ${slug}`,
	level: 'Advanced',
	minutes: 12,
	published: '2026-01-01',
	tags: [],
	...overrides
});
