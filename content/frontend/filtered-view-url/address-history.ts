import { decodeCriteria, encodeCriteria, foreignParameters } from '$lib/core/filter/criteria.ts';

/** The session history of one tab: query strings, without `?`. */
export interface AddressHistory {
	entries: readonly string[];
	/** Index of the entry that is shown. */
	current: number;
}

export const openedAt = (query: string): AddressHistory => ({ entries: [query], current: 0 });

export const shownIn = ({ entries, current }: AddressHistory): string => entries[current]!;

/** A choice adds an entry; those that Back had left behind are gone. */
export const pushed = (history: AddressHistory, query: string): AddressHistory =>
	query === shownIn(history)
		? history
		: {
				entries: [...history.entries.slice(0, history.current + 1), query],
				current: history.current + 1
			};

/** Typing changes the entry that is shown. */
export const replaced = (history: AddressHistory, query: string): AddressHistory => ({
	...history,
	entries: history.entries.map((entry, index) => (index === history.current ? query : entry))
});

/** @param by -1 for Back, 1 for Forward */
export const moved = (history: AddressHistory, by: -1 | 1): AddressHistory => ({
	...history,
	current: Math.min(history.entries.length - 1, Math.max(0, history.current + by))
});

/** The address of the view that a typed one leads to, with what others have added to it. */
export const canonical = (typed: string): string =>
	encodeCriteria(decodeCriteria(typed), foreignParameters(typed));

/** The parameters of a typed address that its view does not use. */
export const droppedFrom = (typed: string): string[] =>
	typed.split('&').filter((pair) => pair && !foreignParameters(pair) && !canonical(pair));

/** Addresses that people have sent. */
export const hostileAddresses = [
	'level=Expert&level=ADVANCED',
	'time=20-10&q=c%23',
	'tag=c++',
	'q=%E0%A4',
	'level=__proto__&sort=best',
	'utm_source=mail&q=outbox&sort=relevance'
];
