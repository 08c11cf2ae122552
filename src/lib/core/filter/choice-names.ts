import type { Sort } from '../article/order.ts';
import type { TimeRange } from './criteria.ts';

/** Display names of the sort orders. */
export const sortNames: Record<Sort, string> = {
	relevance: 'Relevance',
	newest: 'Newest',
	shortest: 'Shortest',
	longest: 'Longest',
	title: 'Title'
};

/** `up to 10 min`, `11–15 min`, `21 min or more` */
export const timeName = ({ min, max }: TimeRange) =>
	min === undefined
		? `Up to ${max} min`
		: max === undefined
			? `${min} min or more`
			: min === max
				? `${min} min`
				: `${min}–${max} min`;
