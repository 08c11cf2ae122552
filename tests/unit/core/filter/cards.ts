import type { ArticleCard } from '../../../../src/lib/core/article/article.ts';
import { noCriteria, type Criteria } from '../../../../src/lib/core/filter/criteria.ts';

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

/** Articles that differ in everything that can be filtered. */
export const fourCards = [
	card('a', { level: 'Beginner', minutes: 5, tags: ['nats'] }),
	card('b', { level: 'Intermediate', minutes: 12 }),
	card('c', { level: 'Advanced', minutes: 20, category: 'web' }),
	card('d', { level: 'Advanced', minutes: 30, tags: ['nats', 'c#'] })
];

export const some = (criteria: Partial<Criteria>): Criteria => ({ ...noCriteria, ...criteria });
