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
