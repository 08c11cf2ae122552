import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels } from '../../../../src/lib/core/article/article.ts';
import type { Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import {
	countFacets,
	countOf,
	filterCards,
	type FacetCount
} from '../../../../src/lib/core/filter/facets.ts';
import { fourCards as cards, some } from './cards.ts';

const slugs = (criteria: Partial<Criteria>) =>
	filterCards(cards, some(criteria)).map(({ slug }) => slug);

const named = (counts: readonly FacetCount[]) =>
	Object.fromEntries(counts.map(({ value, count }) => [value, count]));

describe('filterCards', () => {
	it.each<[string, Partial<Criteria>, string[]]>([
		['nothing', {}, ['a', 'b', 'c', 'd']],
		['alternatives of one group', { levels: ['Beginner', 'Advanced'] }, ['a', 'c', 'd']],
		['two groups', { levels: ['Advanced'], categories: ['web'] }, ['c']],
		['a closed range, both bounds inclusive', { time: { min: 12, max: 20 } }, ['b', 'c']],
		['an open range', { time: { min: 20 } }, ['c', 'd']],
		['tags as alternatives', { tags: ['c#', 'nats'] }, ['a', 'd']],
		['a built-in property name', { tags: ['constructor'] }, []]
	])('narrows by %s', (_what, criteria, expected) => {
		expect(slugs(criteria)).toEqual(expected);
	});
});

describe('countFacets', () => {
	it('ignores a group’s own selection in its counts', () => {
		const facets = countFacets(cards, some({ levels: ['Beginner'] }));
		expect(named(facets.level)).toEqual({ Beginner: 1, Intermediate: 1, Advanced: 2 });
		expect(named(facets.category)).toEqual({ backend: 1 });
		expect(facets.time.map(({ count }) => count)).toEqual([1, 0, 0, 0]);
	});

	it('includes a custom range from the URL', () => {
		const facets = countFacets(cards, some({ time: { min: 5, max: 12 } }));
		expect(facets.time.at(-1)).toEqual({ value: { min: 5, max: 12 }, count: 2 });
	});

	it('counts the results of selecting an option', () => {
		fc.assert(
			fc.property(
				fc.subarray([...levels]),
				fc.subarray(['nats', 'c#']),
				fc.constantFrom(null, { min: 10 }, { max: 12 }),
				(chosen, tags, time) => {
					const criteria = some({ levels: chosen, tags, time });
					const facets = countFacets(cards, criteria);
					for (const level of levels)
						expect(countOf(facets.level, level)).toBe(
							filterCards(cards, { ...criteria, levels: [level] }).length
						);
					for (const { value, count } of facets.time)
						expect(count).toBe(filterCards(cards, { ...criteria, time: value }).length);
					for (const category of ['backend', 'web'])
						expect(countOf(facets.category, category)).toBe(
							filterCards(cards, { ...criteria, categories: [category] }).length
						);
				}
			)
		);
	});
});
