import { describe, expect, it } from 'vitest';
import { recentViews } from '../../../../src/lib/core/filter/recent-views.ts';
import { card } from './cards.ts';

const library = {
	categories: [{ slug: 'backend', title: 'Backend', tagline: '', order: 1 }],
	cards: [card('a', { tags: ['c#', '.net'] })]
};

const labels = (...views: [path: string, query: string][]) =>
	recentViews(
		views.map(([path, query], at) => ({ path, query, at })),
		library
	).map(({ label }) => label);

describe('recent views', () => {
	it('are named like the views themselves, the last one first', () => {
		expect(
			labels(['/', 'category=backend&time=-10'], ['/backend/', 'q=outbox&sort=shortest'])
		).toEqual(['“outbox”, Backend, sorted by shortest', 'Backend, Up to 10 min']);
	});

	it('are one view if pages with different scopes show the same', () => {
		const views = recentViews(
			[
				{ path: '/', query: 'category=backend&level=Advanced&tag=c%23', at: 1 },
				{ path: '/backend/level/advanced/', query: 'tag=c%23', at: 3 },
				{ path: '/backend/page/2/', query: 'level=Advanced&tag=c%23', at: 2 }
			],
			library
		);
		expect(views).toEqual([
			{ address: '/backend/level/advanced/?tag=c%23', label: 'Backend, Advanced, c#' }
		]);
	});

	it('leave out searches without a filter, and keep a sort order without one', () => {
		expect(labels(['/', 'q=outbox'], ['/page/2/', 'sort=longest'])).toEqual([
			'All articles, sorted by longest'
		]);
	});

	it('include the tag of a page, and nothing that the library no longer has', () => {
		expect(labels(['/tags/dotnet/', 'level=Beginner'])).toEqual(['Beginner, .net']);
		const gone = { path: '/gone/', query: 'time=-10', at: 0 };
		expect(recentViews([gone], library)).toEqual([
			{ address: '/?time=-10', label: 'Up to 10 min' }
		]);
	});
});
