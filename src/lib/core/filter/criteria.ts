import { levels, slugPattern, type Level } from '../article/article.ts';
import { sorts, type Sort } from '../article/order.ts';
import { queryOf } from './query.ts';

/** In minutes, both bounds inclusive. At least one bound is present; a missing one is open. */
export interface TimeRange {
	min?: number;
	max?: number;
}

/** What a reader searches and filters by. Lists are sorted and have no duplicates. */
export interface Criteria {
	q: string;
	categories: readonly string[];
	levels: readonly Level[];
	tags: readonly string[];
	time: TimeRange | null;
	/** `null` is the default: relevance with a query, newest without one. */
	sort: Sort | null;
}

export const noCriteria: Criteria = {
	q: '',
	categories: [],
	levels: [],
	tags: [],
	time: null,
	sort: null
};

/** The reading times that the form offers; a URL may have any other range. */
export const offeredTimes: readonly TimeRange[] = [
	{ max: 10 },
	{ min: 11, max: 15 },
	{ min: 16, max: 20 },
	{ min: 21 }
];

const parameters = new Set(['q', 'category', 'level', 'tag', 'time', 'sort']);

const tagPattern = /^[a-z0-9.#+-]{1,80}$/;

/** Sorted, without duplicates. */
const uniqueSorted = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort();

/** A range as written in the URL: `11-15`, `-10`, `21-`. */
export const formatTime = ({ min, max }: TimeRange) => `${min ?? ''}-${max ?? ''}`;

function parseTime(text: string): TimeRange | null {
	// A number represents any integer of fifteen digits exactly.
	const match = /^(\d{0,15})-(\d{0,15})$/.exec(text);
	if (!match || text === '-') return null;
	const [min, max] = [match[1], match[2]].map((digits) => (digits ? Number(digits) : undefined));
	if (min !== undefined && max !== undefined && min > max) return null;
	return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** Whether both are the same range. */
export const sameTime = (a: TimeRange | null, b: TimeRange | null) =>
	a?.min === b?.min && a?.max === b?.max;

/** The sort order of `criteria`, with the default filled in. */
export const effectiveSort = ({ q, sort }: Criteria): Sort =>
	sort && !(sort === 'relevance' && !q) ? sort : q ? 'relevance' : 'newest';

/** The criteria without a sort order that equals the default. */
export const withoutDefaultSort = (criteria: Criteria): Criteria =>
	effectiveSort(criteria) === effectiveSort({ ...criteria, sort: null })
		? { ...criteria, sort: null }
		: criteria;

// #region encode
/**
 * The query string of a filtered view without `?`: what the form would submit, in the order of the
 * form, without defaults. It is empty if nothing is set.
 * @param foreign other parameters (see `foreignParameters`), appended unchanged
 */
export function encodeCriteria(criteria: Criteria, foreign = ''): string {
	const query = new URLSearchParams();
	if (criteria.q) query.append('q', criteria.q);
	for (const category of criteria.categories) query.append('category', category);
	for (const level of criteria.levels) query.append('level', level);
	if (criteria.time) query.append('time', formatTime(criteria.time));
	for (const tag of criteria.tags) query.append('tag', tag);
	const { sort } = withoutDefaultSort(criteria);
	if (sort) query.append('sort', sort);
	return [query.toString(), foreign].filter(Boolean).join('&');
}
// #endregion

// #region decode
/** Reads a query string with or without `?`. Never throws: unusable parts are dropped. */
export function decodeCriteria(search: string | URLSearchParams): Criteria {
	const query = new URLSearchParams(search);
	const q = queryOf(query);
	const byName = new Map(levels.map((level) => [level.toLowerCase(), level]));
	const values = (name: string, pattern: RegExp) =>
		uniqueSorted(
			query
				.getAll(name)
				// The parser turns a plus typed into the address bar (`c++`) into a space.
				.map((value) => value.toLowerCase().replaceAll(' ', '+'))
				.filter((value) => pattern.test(value))
		);
	const sort = sorts.find((name) => query.getAll('sort').includes(name)) ?? null;
	return withoutDefaultSort({
		q,
		categories: values('category', slugPattern),
		levels: uniqueSorted(
			query.getAll('level').flatMap((name) => byName.get(name.toLowerCase()) ?? [])
		),
		tags: values('tag', tagPattern),
		time: query.getAll('time').map(parseTime).find(Boolean) ?? null,
		sort
	});
}
// #endregion

// #region foreign
/** The parameters of `search` that are not part of the criteria (`utm_…`), unchanged. */
export const foreignParameters = (search: string): string =>
	search
		.replace(/^\?/, '')
		.split('&')
		.filter((pair) => pair && !parameters.has(parameterName(pair)))
		.join('&');

const parameterName = (pair: string) => [...new URLSearchParams(pair).keys()][0] ?? '';
// #endregion
