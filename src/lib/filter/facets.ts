import { levels, type ArticleCard, type Level } from '../article/article';
import type { Criteria, TimeRange } from './criteria';

type Group = 'category' | 'level' | 'time' | 'tag';

/** How many articles each option stands for, under what the other groups and the query leave. */
export interface Facets {
	category: ReadonlyMap<string, number>;
	level: ReadonlyMap<Level, number>;
	/** Articles of any reading time that the other groups leave, sorted minutes. */
	minutes: readonly number[];
}

/** What would bring articles back into an empty view. */
export interface Widening {
	/** What to take off, as a reader would call it: `Beginner`, `“rabbit”`. */
	label: string;
	criteria: Criteria;
	count: number;
}

/** Articles that a range holds. */
export const inRange = (minutes: number, time: TimeRange | null) =>
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

/**
 * One pass over the cards that the query found. Values of one group are alternatives, so a group's
 * counts leave its own choice out.
 */
export function countFacets(cards: readonly ArticleCard[], criteria: Criteria): Facets {
	const match = matchers(criteria);
	const category = new Map<string, number>();
	const level = new Map<Level, number>(levels.map((name) => [name, 0]));
	const minutes: number[] = [];
	for (const card of cards) {
		if (!match.tag(card)) continue;
		const [inCategory, inLevel, inTime] = [match.category(card), match.level(card), match.time(card)];
		if (inLevel && inTime) category.set(card.category, (category.get(card.category) ?? 0) + 1);
		if (inCategory && inTime) level.set(card.level, (level.get(card.level) ?? 0) + 1);
		if (inCategory && inLevel) minutes.push(card.minutes);
	}
	return { category, level, minutes: minutes.sort((a, b) => a - b) };
}

/** Articles in `time` by the counts of `countFacets`. */
export const countTime = ({ minutes }: Facets, time: TimeRange | null) =>
	minutes.filter((value) => inRange(value, time)).length;

/**
 * What to take off so that something comes back, the most articles first; empty where no single
 * step helps.
 * @param count how many articles a set of criteria gives (it knows the query's hits)
 * @param name what a reader calls a value: a category's title, a range's words
 */
export function widenings(
	criteria: Criteria,
	count: (criteria: Criteria) => number,
	name: (group: 'category' | 'time', value: string | TimeRange) => string
): Widening[] {
	const steps: [label: string, criteria: Criteria][] = [];
	const step = (label: string, change: Partial<Criteria>) =>
		steps.push([label, { ...criteria, ...change }]);
	if (criteria.q) step(`“${criteria.q}”`, { q: '' });
	if (criteria.categories.length)
		step(criteria.categories.map((slug) => name('category', slug)).join(', '), { categories: [] });
	if (criteria.levels.length) step(criteria.levels.join(', '), { levels: [] });
	if (criteria.tags.length) step(criteria.tags.join(', '), { tags: [] });
	if (criteria.time) step(name('time', criteria.time), { time: null });
	return steps
		.map(([label, wider]) => ({ label, criteria: wider, count: count(wider) }))
		.filter((widening) => widening.count > 0)
		.sort((a, b) => b.count - a.count);
}
