import { describe, expect, it } from 'vitest';
import { noCriteria } from '../../../../src/lib/core/filter/criteria.ts';
import { countFacets } from '../../../../src/lib/core/filter/facets.ts';
import {
	choose,
	chooseSort,
	chosenCount,
	filterGroups,
	sortOptions
} from '../../../../src/lib/core/filter/form.ts';
import { timeName } from '../../../../src/lib/core/filter/choice-names.ts';
import { articleCount } from '../../../../src/lib/core/filter/names.ts';
import { summaryText } from '../../../../src/lib/core/filter/result-summary.ts';
import { card } from './cards.ts';

const cards = [card('a', { level: 'Beginner', minutes: 5 }), card('b', { minutes: 12 })];
const categories = [{ slug: 'backend', title: 'Backend', tagline: '', order: 1 }];
const groupsOf = (criteria = noCriteria) =>
	filterGroups(criteria, countFacets(cards, criteria), categories);

describe('filterGroups', () => {
	it('disables options without results', () => {
		const level = groupsOf().find(({ name }) => name === 'level')!;
		expect(level.options.map(({ label, count, disabled }) => [label, count, disabled])).toEqual([
			['Beginner', 1, false],
			['Intermediate', 0, true],
			['Advanced', 1, false]
		]);
	});

	it('never disables selected options', () => {
		const level = groupsOf({ ...noCriteria, levels: ['Intermediate'] }).find(
			({ name }) => name === 'level'
		)!;
		expect(level.options[1]).toMatchObject({ checked: true, count: 0, disabled: false });
	});

	it('has a tag group only while tags are selected', () => {
		expect(groupsOf().map(({ legend }) => legend)).toEqual(['Category', 'Level', 'Reading time']);
		expect(groupsOf({ ...noCriteria, tags: ['nats'] }).at(-1)?.options).toHaveLength(1);
	});
});

describe('chosenCount', () => {
	const backend = { ...noCriteria, categories: ['backend'], tags: ['nats'] };

	it('excludes filters from the page’s path and “any”', () => {
		expect(chosenCount(groupsOf(), {})).toBe(0);
		expect(chosenCount(groupsOf(backend), { category: 'backend', tag: 'nats' })).toBe(0);
		expect(chosenCount(groupsOf(backend), { category: 'backend' })).toBe(1);
		expect(chosenCount(groupsOf({ ...backend, time: { max: 10 } }), {})).toBe(3);
	});
});

describe('choosing', () => {
	it('toggles options and sets a reading time', () => {
		const both = choose(choose(noCriteria, 'level', 'Beginner'), 'level', 'Advanced');
		expect(both.levels).toEqual(['Advanced', 'Beginner']);
		expect(choose(both, 'level', 'Beginner').levels).toEqual(['Advanced']);
		expect(choose(noCriteria, 'time', '11-15').time).toEqual({ min: 11, max: 15 });
		expect(choose({ ...noCriteria, time: { min: 1 } }, 'time', '').time).toBeNull();
	});

	it('omits the default order', () => {
		expect(chooseSort(noCriteria, 'newest').sort).toBeNull();
		expect(chooseSort({ ...noCriteria, q: 'x' }, 'newest').sort).toBe('newest');
		expect(chooseSort({ ...noCriteria, q: 'x' }, 'relevance').sort).toBeNull();
	});

	it('offers relevance only with a query', () => {
		expect(sortOptions(noCriteria)[0]).toMatchObject({ value: 'relevance', disabled: true });
		expect(sortOptions({ ...noCriteria, q: 'x' })[0]).toMatchObject({ disabled: false });
	});
});

describe('texts', () => {
	it.each([
		[22, 22, false, '22 articles'],
		[1, 1, false, '1 article'],
		[0, 0, false, '0 articles'],
		[3, 22, true, '3 of 22 articles'],
		[0, 22, true, 'No articles match']
	])('%i of %i, narrowed %s: %s', (count, total, narrowed, text) => {
		expect(summaryText(count, total, narrowed)).toBe(text);
	});

	it('describe ranges and counts', () => {
		expect(
			[{ max: 10 }, { min: 11, max: 15 }, { min: 21 }, { min: 7, max: 7 }].map(timeName)
		).toEqual(['Up to 10 min', '11–15 min', '21 min or more', '7 min']);
		expect(articleCount(1)).toBe('1 article');
	});
});
