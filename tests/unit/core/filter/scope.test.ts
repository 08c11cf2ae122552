import { describe, expect, it } from 'vitest';
import { noCriteria, type Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import { searchUrl } from '../../../../src/lib/core/filter/query.ts';
import { scopeOf, scopePath, type Scope } from '../../../../src/lib/core/filter/scope.ts';
import {
	narrows,
	scopeCriteria,
	viewUrl,
	withKnownValues,
	withScope
} from '../../../../src/lib/core/filter/scoped-criteria.ts';
import { card } from './cards.ts';

describe('values in criteria', () => {
	const cards = [card('a', { tags: ['c#', '.net'] }), card('b', { tags: ['nats'] })];
	const known = (criteria: Partial<Criteria>) =>
		withKnownValues({ ...noCriteria, ...criteria }, cards);

	it('are kept if the library has them, also by tag slug', () => {
		expect(known({ tags: ['csharp', 'nats'] }).tags).toEqual(['c#', 'nats']);
		expect(known({ tags: ['.net', 'dotnet'] }).tags).toEqual(['.net']);
	});

	it('are dropped if the library does not have them', () => {
		expect(known({ categories: ['nowhere', 'backend'], tags: ['java'] })).toMatchObject({
			categories: ['backend'],
			tags: []
		});
	});

	it('are the same array if nothing changes', () => {
		const tags = ['c#', 'nats'];
		expect(known({ tags }).tags).toBe(tags);
	});
});

describe('viewUrl', () => {
	it.each<[Scope, Partial<Criteria>, string]>([
		[{}, {}, '/'],
		[{}, { categories: ['backend'] }, '/?category=backend'],
		[{ category: 'backend' }, { categories: ['backend'] }, '/backend/'],
		[
			{ category: 'backend' },
			{ categories: ['backend'], levels: ['Advanced'] },
			'/backend/?level=Advanced'
		],
		[
			{ category: 'backend' },
			{ categories: ['backend', 'web'] },
			'/?category=backend&category=web'
		],
		[{ category: 'backend' }, { categories: [], q: 'x' }, '/?q=x'],
		[
			{ category: 'backend', level: 'Advanced' },
			{ categories: ['backend'], levels: ['Advanced'], time: { max: 10 } },
			'/backend/level/advanced/?time=-10'
		],
		[
			{ category: 'backend', level: 'Advanced' },
			{ categories: ['backend'], levels: ['Advanced', 'Beginner'] },
			'/backend/?level=Advanced&level=Beginner'
		],
		[
			{ category: 'backend', level: 'Advanced' },
			{ categories: ['backend'], levels: [] },
			'/backend/'
		],
		[
			{ category: 'backend', level: 'Advanced' },
			{ categories: [], levels: ['Advanced'] },
			'/?level=Advanced'
		],
		[{ tag: 'c#' }, { tags: ['c#'], sort: 'title' }, '/tags/csharp/?sort=title'],
		[{ tag: 'c#' }, { tags: ['c#', 'nats'] }, '/?tag=c%23&tag=nats']
	])('of %j with %j is %s', (scope, criteria, url) => {
		expect(viewUrl({ ...noCriteria, ...criteria }, scope)).toBe(url);
	});

	it('keeps foreign parameters', () => {
		expect(viewUrl(noCriteria, {}, 'utm_source=a')).toBe('/?utm_source=a');
	});
});

describe('scope', () => {
	it('overrides the query string for the same group', () => {
		const criteria = withScope({ ...noCriteria, categories: ['web'] }, { category: 'backend' });
		expect(criteria.categories).toEqual(['backend']);
	});

	it('does not count as a filter, nor does a sort order', () => {
		const scope: Scope = { category: 'backend', level: 'Beginner' };
		expect(narrows({ ...scopeCriteria(scope), sort: 'title' }, scope)).toBe(false);
		expect(narrows({ ...scopeCriteria(scope), q: 'x' }, scope)).toBe(true);
	});

	it('has a path for every page', () => {
		expect(scopePath({})).toBe('/');
		expect(scopePath({ category: 'backend', level: 'Beginner' })).toBe('/backend/level/beginner/');
	});
});

describe('withKnownValues', () => {
	const cards = [card('a', { tags: ['nats'] })];

	it('drops values that no article has', () => {
		const criteria = { ...noCriteria, categories: ['backend', 'toString'], tags: ['gone', 'nats'] };
		expect(withKnownValues(criteria, cards)).toMatchObject({
			categories: ['backend'],
			tags: ['nats']
		});
	});
});

describe('the scope of a path', () => {
	it('is the scope that the path was made of', () => {
		const scopes: Scope[] = [
			{},
			{ category: 'backend' },
			{ category: 'backend', level: 'Advanced' },
			{ tag: 'nats' }
		];
		for (const scope of scopes) expect(scopeOf(scopePath(scope))).toEqual(scope);
	});

	it('has nothing for pages that list no category', () => {
		for (const path of ['/saved/', '/tags/', '/page/2/']) expect(scopeOf(path)).toEqual({});
		expect(scopeOf('/backend/page/2/')).toEqual({ category: 'backend' });
	});
});

describe('the URL of a query alone', () => {
	it('is that of the view', () => {
		for (const q of ['', 'cache', 'c# & f#', 'a+b %20', 'Ünïcode 日本', '"a phrase"'])
			expect(searchUrl(q)).toBe(viewUrl({ ...noCriteria, q }, {}));
	});
});
