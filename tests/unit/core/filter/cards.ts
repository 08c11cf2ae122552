import type { ArticleCard } from '../../../../src/lib/core/article/article.ts';

/** A card with what a test says of it. */
export const card = (slug: string, facts: Partial<ArticleCard> = {}): ArticleCard => ({
	category: 'backend',
	slug,
	title: slug,
	description: `About ${slug}`,
	level: 'Advanced',
	minutes: 12,
	published: '2026-01-01',
	tags: [],
	...facts
});
