import { describe, expect, it } from 'vitest';
import { compareBy } from '../../../../src/lib/core/article/order.ts';
import { card } from '../filter/cards.ts';

const cards = [
	card('b', { title: 'beta', minutes: 5, published: '2026-01-02' }),
	card('a', { title: 'Alpha', minutes: 9, published: '2026-01-02' }),
	card('c', { title: 'Gamma', minutes: 5, published: '2026-01-03' })
];

describe('sort orders', () => {
	it.each([
		['newest', ['c', 'a', 'b']],
		['shortest', ['c', 'b', 'a']],
		['longest', ['a', 'c', 'b']],
		['title', ['a', 'b', 'c']]
	] as const)('%s, with ties broken independently of input order', (sort, expected) => {
		for (const start of [cards, [...cards].reverse()])
			expect([...start].sort(compareBy[sort]).map(({ slug }) => slug)).toEqual(expected);
	});
});
