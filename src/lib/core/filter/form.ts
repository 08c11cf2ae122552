import { levels, type Category, type Level } from '../article/article.ts';
import { sorts, type Sort } from '../article/order.ts';
import {
	decodeCriteria,
	formatTime,
	sameTime,
	withoutDefaultSort,
	type Criteria
} from './criteria.ts';
import { countOf, type Facets } from './facets.ts';
import { sortNames, timeName } from './choice-names.ts';
import type { Scope } from './scope.ts';

export interface FilterOption {
	/** As in the URL; the empty string is "any". */
	value: string;
	label: string;
	/** Number of articles; absent for "any". */
	count?: number;
	checked: boolean;
	/** No results if selected. Selected options stay enabled, so that they can be cleared. */
	disabled: boolean;
}

export interface FilterGroup {
	/** The URL parameter; `kept` filters by what this device has saved and is in no URL. */
	name: 'category' | 'level' | 'time' | 'tag' | 'kept';
	legend: string;
	/** Several values or a single one can be selected. */
	kind: 'checkbox' | 'radio';
	options: FilterOption[];
}

export interface SortOption {
	value: Sort;
	label: string;
	disabled: boolean;
}

const option = (value: string, label: string, count: number, checked: boolean): FilterOption => ({
	value,
	label,
	count,
	checked,
	disabled: !checked && count === 0
});

/** The groups of the form for a view; the one for tags only while any is selected. */
export function filterGroups(
	criteria: Criteria,
	facets: Facets,
	categories: readonly Category[]
): FilterGroup[] {
	const groups: FilterGroup[] = [
		{
			name: 'category',
			legend: 'Category',
			kind: 'checkbox',
			options: categories.map(({ slug, title }) =>
				option(slug, title, countOf(facets.category, slug), criteria.categories.includes(slug))
			)
		},
		{
			name: 'level',
			legend: 'Level',
			kind: 'checkbox',
			options: levels.map((level) =>
				option(level, level, countOf(facets.level, level), criteria.levels.includes(level))
			)
		},
		{
			name: 'time',
			legend: 'Reading time',
			kind: 'radio',
			options: [
				{ value: '', label: 'Any', checked: !criteria.time, disabled: false },
				...facets.time.map(({ value, count }) =>
					option(formatTime(value), timeName(value), count, sameTime(criteria.time, value))
				)
			]
		},
		{
			name: 'tag',
			legend: 'Tag',
			kind: 'checkbox',
			options: criteria.tags.map((tag) => option(tag, tag, countOf(facets.tag, tag), true))
		}
	];
	return groups.filter(({ name, options }) => name !== 'tag' || options.length > 0);
}

/** The number of selected options, without those that the page's path implies. */
export const chosenCount = (groups: readonly FilterGroup[], scope: Scope): number =>
	groups.flatMap(({ name, options }) =>
		options.filter(({ value, checked }) => checked && value && value !== scope[name as keyof Scope])
	).length;

/** The filter for articles saved on this device. `count` is for the view without this filter. */
export const keptGroup = (count: number, checked: boolean): FilterGroup => ({
	name: 'kept',
	legend: 'On this device',
	kind: 'checkbox',
	options: [option('saved', 'Saved', count, checked)]
});

export const sortOptions = ({ q }: Criteria): SortOption[] =>
	sorts.map((value) => ({
		value,
		label: sortNames[value],
		disabled: value === 'relevance' && !q
	}));

/** The criteria after the reader toggles a checkbox or selects a radio button. */
export function choose(criteria: Criteria, name: FilterGroup['name'], value: string): Criteria {
	switch (name) {
		case 'category':
			return { ...criteria, categories: toggled(criteria.categories, value) };
		case 'level':
			return { ...criteria, levels: toggled(criteria.levels, value as Level) };
		case 'tag':
			return { ...criteria, tags: toggled(criteria.tags, value) };
		case 'time':
			return { ...criteria, time: decodeCriteria(new URLSearchParams({ time: value })).time };
		case 'kept':
			return criteria;
	}
}

/** The criteria with a sort order, without it if it is the default. */
export const chooseSort = (criteria: Criteria, sort: Sort): Criteria =>
	withoutDefaultSort({ ...criteria, sort });

const toggled = <T extends string>(values: readonly T[], value: T): T[] =>
	values.includes(value) ? values.filter((other) => other !== value) : [...values, value].sort();
