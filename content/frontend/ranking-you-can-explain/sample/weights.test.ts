import { afterAll, describe, expect, it } from 'vitest';
import type { GoldenQuery } from '../../../../src/lib/core/article/search-rules.ts';
import { defaultWeights } from '../../../../src/lib/core/search/index/index-options.ts';
import { findGoldenMisses } from '../../../../src/lib/core/search/ranking/golden.ts';
import { writeResults } from '../../../_samples/results.ts';
import { found, openLibrary } from './library.ts';
import { createMiniSearch, withoutMultiplier } from './mini-search.ts';
import { pages } from './pages.ts';

const engine = await openLibrary(pages);
const withTitle = (title: number) =>
	engine.withWeights({
		...defaultWeights,
		fieldBoosts: { ...defaultWeights.fieldBoosts, title }
	});
const query = 'invalidate the cache';

afterAll(() => writeResults('weights.json', defaultWeights));

describe('a title weight of 4', () => {
	it('puts the page with one of the words in its title before the page that has both', () => {
		expect(found(engine, query)[0]).toBe('stale-plans');
		expect(found(withTitle(4), query)[0]).toBe('cache-folder');
	});

	it('does so in MiniSearch as well, once the multiplier is gone', () => {
		const index = createMiniSearch(pages);
		const first = (title: number) =>
			withoutMultiplier(index.search(query, { boost: { title } }))[0];
		expect(first(1)!.id).toBe('stale-plans');
		expect(first(4)!.id).toBe('cache-folder');
	});
});

describe('golden queries', () => {
	const expected = (query: string, page: string, within = 1): GoldenQuery => ({
		query,
		id: `pages/${page}`,
		within,
		line: 1,
		column: 1
	});
	const golden = [
		expected(query, 'stale-plans'),
		expected('change the size of a hypertable', 'chunks'),
		expected('restore a backup', 'restoring'),
		expected('buffer', 'memory', 2)
	];

	it('all pass with the weights of this site', () => {
		expect(findGoldenMisses(engine, golden)).toEqual([]);
	});

	it('say which query a title weight of 4 breaks, what came instead, and why', () => {
		const [miss, ...others] = findGoldenMisses(withTitle(4), golden);
		expect(others).toEqual([]);
		expect(miss!.golden.query).toBe(query);
		expect(miss!.place).toBe(2);
		const [instead] = miss!.instead;
		expect(instead!.id).toBe('pages/cache-folder');
		expect(instead!.shares.map(({ term }) => term)).toEqual(['cach']);
		expect(miss!.wanted.shares.map(({ term }) => term)).toEqual(['invalid', 'cach']);
	});

	it('pass if the page is among as many as they allow, and fail if it is not found', () => {
		expect(found(engine, 'buffer')).toContain('memory');
		const absent = expected('upgrade', 'stale-plans', 8);
		expect(findGoldenMisses(engine, [absent])[0]!.place).toBe(null);
	});
});
