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
import { sortNames, timeName } from './names.ts';
import type { Scope } from './scope.ts';

export interface FilterOption {
	/** As the URL has it; the empty string is "any". */
	value: string;
	label: string;
	/** Articles that it stands for; none is said of "any". */
	count?: number;
	checked: boolean;
	/** Choosing it would give nothing. What is set never is disabled, so that it can be taken off. */
	disabled: boolean;
}

export interface FilterGroup {
	/** The URL's parameter; `kept` is this device's own and in no URL. */
	name: 'category' | 'level' | 'time' | 'tag' | 'kept';
	legend: string;
	/** Several alternatives, or one of them. */
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

/** The form's groups for a view; tags are there only while some are set. */
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

/** How many options are set beyond what the page's own path says. */
export const chosenCount = (groups: readonly FilterGroup[], scope: Scope): number =>
	groups.flatMap(({ name, options }) =>
		options.filter(({ value, checked }) => checked && value && value !== scope[name as keyof Scope])
	).length;

/** The group of what this device keeps; the counts are of the view as it stands otherwise. */
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

/** The criteria after the reader used an option: switched in a group of alternatives, or picked. */
export function choose(criteria: Criteria, name: FilterGroup['name'], value: string): Criteria {
	switch (name) {
		case 'category':
			return { ...criteria, categories: switched(criteria.categories, value) };
		case 'level':
			return { ...criteria, levels: switched(criteria.levels, value as Level) };
		case 'tag':
			return { ...criteria, tags: switched(criteria.tags, value) };
		case 'time':
			return { ...criteria, time: decodeCriteria(new URLSearchParams({ time: value })).time };
		case 'kept':
			return criteria;
	}
}

/** The criteria with an order chosen; the default one is left out. */
export const chooseSort = (criteria: Criteria, sort: Sort): Criteria =>
	withoutDefaultSort({ ...criteria, sort });

const switched = <T extends string>(values: readonly T[], value: T): T[] =>
	values.includes(value) ? values.filter((other) => other !== value) : [...values, value].sort();
