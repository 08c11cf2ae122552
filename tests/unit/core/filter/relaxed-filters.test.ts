import { describe, expect, it } from 'vitest';
import type { Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import { filterCards } from '../../../../src/lib/core/filter/facets.ts';
import { relaxedFilters } from '../../../../src/lib/core/filter/relaxed-filters.ts';
import { fourCards as cards, some } from './cards.ts';

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

	it('names a query by its words alone', () => {
		expect(relax(some({ q: 'rabbit' }))).toEqual(['Without rabbit: 4']);
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
