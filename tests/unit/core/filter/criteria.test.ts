import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../any-character.ts';
import { levels } from '../../../../src/lib/core/article/article.ts';
import { sorts } from '../../../../src/lib/core/article/order.ts';
import {
	decodeCriteria,
	encodeCriteria,
	foreignParameters,
	noCriteria,
	withoutDefaultSort,
	type Criteria
} from '../../../../src/lib/core/filter/criteria.ts';
import { maxQueryLength, normalizeQuery } from '../../../../src/lib/core/filter/query.ts';

const set = <T extends string>(values: fc.Arbitrary<T>) =>
	fc.array(values, { maxLength: 5 }).map((list) => [...new Set(list)].sort());

/** Criteria in normal form, as the UI produces them. */
const criteria: fc.Arbitrary<Criteria> = fc
	.record({
		q: fc.string({ unit: anyCharacter }).map(normalizeQuery),
		categories: set(fc.stringMatching(/^[a-z0-9-]{1,80}$/)),
		levels: set(fc.constantFrom(...levels)),
		tags: set(fc.stringMatching(/^[a-z0-9.#+-]{1,80}$/)),
		time: fc.oneof(
			fc.constant(null),
			fc.maxSafeNat().map((min) => ({ min: min % 1e15 })),
			fc.nat(9999).map((max) => ({ max })),
			fc
				.tuple(fc.nat(9999), fc.nat(9999))
				.map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
		),
		sort: fc.constantFrom(null, ...sorts)
	})
	.map(withoutDefaultSort);

describe('a filtered view has one URL', () => {
	it('round-trips criteria', () => {
		fc.assert(
			fc.property(criteria, (some) => {
				expect(decodeCriteria(encodeCriteria(some))).toEqual(some);
			}),
			{ numRuns: 500 }
		);
	});

	it('decodes any query string to valid criteria', () => {
		fc.assert(
			fc.property(fc.string({ unit: anyCharacter }), (junk) => {
				const decoded = decodeCriteria(junk);
				expect(decodeCriteria(encodeCriteria(decoded))).toEqual(decoded);
			}),
			{ numRuns: 500 }
		);
	});

	it.each<[string, Partial<Criteria>, string]>([
		['nothing', {}, ''],
		['a query', { q: 'c# & more' }, 'q=c%23+%26+more'],
		['several levels', { levels: ['Advanced', 'Beginner'] }, 'level=Advanced&level=Beginner'],
		['an open range', { time: { min: 21 } }, 'time=21-'],
		['a range without a minimum', { time: { max: 10 } }, 'time=-10'],
		['zero', { time: { min: 0, max: 0 } }, 'time=0-0'],
		['the default order', { sort: 'newest' }, ''],
		['the default order of a query', { q: 'x', sort: 'relevance' }, 'q=x'],
		['another order', { q: 'x', sort: 'newest' }, 'q=x&sort=newest'],
		['relevance without a query', { sort: 'relevance' }, ''],
		['a tag with a hash', { tags: ['c#'] }, 'tag=c%23']
	])('writes %s', (_what, some, query) => {
		expect(encodeCriteria({ ...noCriteria, ...some })).toBe(query);
	});

	it.each<[string, Partial<Criteria>]>([
		['?q=', {}],
		['q=+%20%09', {}],
		['q=&q=second', { q: 'second' }],
		['q=a%00b%0Ac', { q: 'a b c' }],
		['q=%', { q: '%' }],
		['q=%E0%A4', { q: '�' }],
		['q=%3Cimg+onerror%3E', { q: '<img onerror>' }],
		['level=advanced&level=Advanced&level=Expert', { levels: ['Advanced'] }],
		['level=__proto__&category=constructor', { categories: ['constructor'] }],
		['category=..%2F..&tag=%2F', {}],
		['tag=c%23&tag=.net&tag=c%23', { tags: ['.net', 'c#'] }],
		[
			'tag=C%23&category=Backend&level=advanced',
			{ tags: ['c#'], categories: ['backend'], levels: ['Advanced'] }
		],
		['tag=c++&tag=C%2B%2B', { tags: ['c++'] }],
		['time=NaN', {}],
		['time=1e309', {}],
		['time=0x10', {}],
		['time=20-10', {}],
		['time=-', {}],
		['time=10', {}],
		['time=-1', { time: { max: 1 } }],
		['time=12-34567890123', { time: { min: 12, max: 34567890123 } }],
		['time=0-', { time: { min: 0 } }],
		['time=-0', { time: { max: 0 } }],
		[`time=-${'9'.repeat(400)}`, {}],
		['time=5-10-15', {}],
		['time=-5-10', {}],
		['time=1.5-3', {}],
		['time=5%E2%80%9310', {}],
		['time=007-010', { time: { min: 7, max: 10 } }],
		['time=bad&time=5-', { time: { min: 5 } }],
		['sort=best', {}],
		['sort=newest', {}],
		['sort=relevance', {}],
		['q=x&sort=relevance', { q: 'x' }],
		['sort=best&sort=title', { sort: 'title' }]
	])('reads %j', (query, some) => {
		expect(decodeCriteria(query)).toEqual({ ...noCriteria, ...some });
	});

	it('truncates a query of a megabyte', () => {
		expect(decodeCriteria(`q=${'word '.repeat(200_000)}`).q.length).toBeLessThanOrEqual(
			maxQueryLength
		);
	});

	it('makes lone surrogates well-formed and keeps joined emoji', () => {
		expect(normalizeQuery('a\ud800 👩‍💻')).toBe('a� 👩‍💻');
	});

	it('deduplicates 500 tags', () => {
		const query = Array.from({ length: 500 }, (_, index) => `tag=t${index % 250}`).join('&');
		expect(decodeCriteria(query).tags).toHaveLength(250);
	});
});

describe('foreign parameters', () => {
	it.each([
		['?utm_source=a%20b&q=x&ref', 'utm_source=a%20b&ref'],
		['?level=Advanced', ''],
		['?%71=x&a=%E0%A4', 'a=%E0%A4'],
		['', '']
	])('of %j are kept unchanged', (search, foreign) => {
		expect(foreignParameters(search)).toBe(foreign);
	});

	it('follow ours', () => {
		expect(encodeCriteria({ ...noCriteria, q: 'x' }, 'utm_source=a')).toBe('q=x&utm_source=a');
	});
});
