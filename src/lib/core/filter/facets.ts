import { levels, type ArticleCard, type Level } from '../article/article.ts';
import { offeredTimes, sameTime, type Criteria, type TimeRange } from './criteria.ts';

type Group = 'category' | 'level' | 'time' | 'tag';

/** The number of articles with a value. */
export interface FacetCount<Value = string> {
	value: Value;
	count: number;
}

/** The counts of all options, given the query and the selections in the other groups. */
export interface Facets {
	/** Without categories that have no articles. */
	category: readonly FacetCount[];
	level: readonly FacetCount<Level>[];
	/** In the order of `timeOptions`. */
	time: readonly FacetCount<TimeRange>[];
	/** Of the selected tags only. */
	tag: readonly FacetCount[];
}

/** Criteria with a filter removed, for a view without results. */
export interface RelaxedFilter {
	/** What is removed, in the reader's terms: `Beginner`, `“rabbit”`. */
	label: string;
	criteria: Criteria;
	count: number;
}

const inRange = (minutes: number, time: TimeRange | null) =>
	!time || (minutes >= (time.min ?? -Infinity) && minutes <= (time.max ?? Infinity));

const matchers = (criteria: Criteria): Record<Group, (card: ArticleCard) => boolean> => {
	const [categories, levels, tags] = [
		new Set(criteria.categories),
		new Set(criteria.levels),
		new Set(criteria.tags)
	];
	return {
		category: (card) => !categories.size || categories.has(card.category),
		level: (card) => !levels.size || levels.has(card.level),
		time: (card) => inRange(card.minutes, criteria.time),
		tag: (card) => !tags.size || card.tags.some((tag) => tags.has(tag))
	};
};

/** The cards that pass every group of filters. Pass only cards that match the query. */
export function filterCards(cards: readonly ArticleCard[], criteria: Criteria): ArticleCard[] {
	const { category, level, time, tag } = matchers(criteria);
	return cards.filter((card) => category(card) && level(card) && time(card) && tag(card));
}

/** The reading times to choose from: those always offered, and one from the URL. */
const timeOptions = ({ time }: Criteria): readonly TimeRange[] =>
	time && !offeredTimes.some((offered) => sameTime(offered, time))
		? [...offeredTimes, time]
		: offeredTimes;

/**
 * Counts the options for the cards that match the query. Values of one group are alternatives, so the
 * counts of a group ignore its own selection.
 */
export function countFacets(cards: readonly ArticleCard[], criteria: Criteria): Facets {
	const match = matchers(criteria);
	const category = new Map<string, number>();
	const level = new Map<Level, number>(levels.map((name) => [name, 0]));
	const tag = new Map<string, number>(criteria.tags.map((name) => [name, 0]));
	const time = timeOptions(criteria).map((value) => ({ value, count: 0 }));
	for (const card of cards) {
		const [inCategory, inLevel, inTime, inTag] = [
			match.category(card),
			match.level(card),
			match.time(card),
			match.tag(card)
		];
		if (inLevel && inTime && inTag) increment(category, card.category);
		if (inCategory && inTime && inTag) increment(level, card.level);
		if (inCategory && inLevel && inTag)
			for (const option of time) if (inRange(card.minutes, option.value)) option.count++;
		if (inCategory && inLevel && inTime)
			for (const name of card.tags) if (tag.has(name)) increment(tag, name);
	}
	return { category: listCounts(category), level: listCounts(level), time, tag: listCounts(tag) };
}

const listCounts = <Value>(counts: Map<Value, number>): FacetCount<Value>[] =>
	[...counts].map(([value, count]) => ({ value, count }));

/** The count of a value; 0 if no article has it. */
export const countOf = (counts: readonly FacetCount[], value: string) =>
	counts.find((option) => option.value === value)?.count ?? 0;

const increment = <Key>(counts: Map<Key, number>, key: Key) =>
	counts.set(key, (counts.get(key) ?? 0) + 1);

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
	if (criteria.q) addStep(`“${criteria.q}”`, { q: '' });
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
