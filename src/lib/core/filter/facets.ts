import { levels, type ArticleCard, type Level } from '../article/article.ts';
import { offeredTimes, sameTime, type Criteria, type TimeRange } from './criteria.ts';

type Group = 'category' | 'level' | 'time' | 'tag';

/** How many articles a value stands for. */
export interface FacetCount<Value = string> {
	value: Value;
	count: number;
}

/** The counts of every option, under what the other groups and the query leave. Plain data. */
export interface Facets {
	/** Of the categories that have any. */
	category: readonly FacetCount[];
	level: readonly FacetCount<Level>[];
	/** In the order of `timeOptions`. */
	time: readonly FacetCount<TimeRange>[];
	/** Of the tags that are set. */
	tag: readonly FacetCount[];
}

/** What would bring articles back into an empty view. */
export interface Widening {
	/** What to take off, as a reader would call it: `Beginner`, `“rabbit”`. */
	label: string;
	criteria: Criteria;
	count: number;
}

/** Articles that a range holds. */
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

/** The cards that pass every group; the query is the caller's: give only cards that it found. */
export function filterCards(cards: readonly ArticleCard[], criteria: Criteria): ArticleCard[] {
	const { category, level, time, tag } = matchers(criteria);
	return cards.filter((card) => category(card) && level(card) && time(card) && tag(card));
}

/** The reading times to choose from: those always offered, and the one that a URL brought along. */
const timeOptions = ({ time }: Criteria): readonly TimeRange[] =>
	time && !offeredTimes.some((offered) => sameTime(offered, time))
		? [...offeredTimes, time]
		: offeredTimes;

/**
 * One pass over the cards that the query found. Values of one group are alternatives, so a group's
 * counts leave its own choice out.
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

/** 0 for a value that no article has. */
export const countOf = (counts: readonly FacetCount[], value: string) =>
	counts.find((option) => option.value === value)?.count ?? 0;

const increment = <Key>(counts: Map<Key, number>, key: Key) =>
	counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * What to take off so that something comes back, the most articles first; everything, where no
 * single step helps.
 * @param count how many articles a set of criteria gives (it knows the query's hits)
 * @param names what a reader calls a category and a range
 */
export function relaxedFilters(
	criteria: Criteria,
	count: (criteria: Criteria) => number,
	names: { category: (slug: string) => string; time: (range: TimeRange) => string }
): Widening[] {
	const steps: [label: string, criteria: Criteria][] = [];
	let all = criteria;
	const step = (label: string, change: Partial<Criteria>) => {
		steps.push([label, { ...criteria, ...change }]);
		all = { ...all, ...change };
	};
	if (criteria.q) step(`“${criteria.q}”`, { q: '' });
	if (criteria.categories.length)
		step(criteria.categories.map(names.category).join(', '), { categories: [] });
	if (criteria.levels.length) step(criteria.levels.join(', '), { levels: [] });
	if (criteria.tags.length) step(criteria.tags.join(', '), { tags: [] });
	if (criteria.time) step(names.time(criteria.time), { time: null });
	const counted = (some: typeof steps) =>
		some
			.map(([label, wider]) => ({ label, criteria: wider, count: count(wider) }))
			.filter((widening) => widening.count > 0)
			.sort((a, b) => b.count - a.count);
	const single = counted(steps);
	return single.length ? single : counted([[steps.map(([label]) => label).join(', '), all]]);
}
