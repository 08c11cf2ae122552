import type { Criteria, TimeRange } from './criteria.ts';

/** Criteria with a filter removed, for a view without results. */
export interface RelaxedFilter {
	/** What is removed, in the reader's terms: `Beginner`, `rabbit`. */
	label: string;
	criteria: Criteria;
	count: number;
}

/**
 * The filters whose removal would bring results, the one with the most articles first; if no single
 * removal helps, the removal of all.
 * @param count returns the number of articles for some criteria
 * @param names returns display names of a category and a range
 */
export function relaxedFilters(
	criteria: Criteria,
	count: (criteria: Criteria) => number,
	names: { category: (slug: string) => string; time: (range: TimeRange) => string }
): RelaxedFilter[] {
	const steps: [label: string, criteria: Criteria][] = [];
	let all = criteria;
	const addStep = (label: string, change: Partial<Criteria>) => {
		steps.push([label, { ...criteria, ...change }]);
		all = { ...all, ...change };
	};
	if (criteria.q) addStep(criteria.q, { q: '' });
	if (criteria.categories.length)
		addStep(criteria.categories.map(names.category).join(', '), { categories: [] });
	if (criteria.levels.length) addStep(criteria.levels.join(', '), { levels: [] });
	if (criteria.tags.length) addStep(criteria.tags.join(', '), { tags: [] });
	if (criteria.time) addStep(names.time(criteria.time), { time: null });
	const counted = (some: typeof steps) =>
		some
			.map(([label, wider]) => ({ label, criteria: wider, count: count(wider) }))
			.filter((relaxed) => relaxed.count > 0)
			.sort((a, b) => b.count - a.count);
	const single = counted(steps);
	return single.length ? single : counted([[steps.map(([label]) => label).join(', '), all]]);
}
