import { describe, expect, it } from 'vitest';
import { noCriteria, type Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import { filterCards } from '../../../../src/lib/core/filter/facets.ts';
import { relaxedFilters } from '../../../../src/lib/core/filter/relaxed-filters.ts';
import { card } from './cards.ts';

const cards = [
	card('a', { level: 'Beginner', minutes: 5, tags: ['nats'] }),
	card('b', { level: 'Intermediate', minutes: 12 }),
	card('c', { level: 'Advanced', minutes: 20, category: 'web' }),
	card('d', { level: 'Advanced', minutes: 30, tags: ['nats', 'c#'] })
];
const some = (criteria: Partial<Criteria>): Criteria => ({ ...noCriteria, ...criteria });

describe('relaxedFilters', () => {
	const names = { category: (slug: string) => slug.toUpperCase(), time: () => '10 min' };
	const relax = (criteria: Criteria) =>
		relaxedFilters(criteria, (wider) => filterCards(cards, wider).length, names).map(
			({ label, count }) => `Without ${label}: ${count}`
		);

	it('lists filters to remove with their result counts, highest first', () => {
		expect(relax(some({ levels: ['Beginner'], categories: ['web'] }))).toEqual([
			'Without WEB: 1',
			'Without Beginner: 1'
		]);
		expect(relax(some({ levels: ['Intermediate'], tags: ['nats'] }))).toEqual([
			'Without Intermediate: 2',
			'Without nats: 1'
		]);
	});

	it('removes all filters if removing one gives no results', () => {
		expect(
			relax(some({ levels: ['Intermediate'], tags: ['c#'], categories: ['web'], time: { max: 1 } }))
		).toEqual(['Without WEB, Intermediate, c#, 10 min: 4']);
	});

	it('is empty if there are no articles', () => {
		expect(relaxedFilters(some({ levels: ['Advanced'], tags: ['c#'] }), () => 0, names)).toEqual(
			[]
		);
	});
});
