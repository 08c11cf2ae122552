import { anyHeading, articles, heading, part, status, text, type State } from './state.ts';
import { breakIndex, press } from './steps.ts';

/** States of lists: the library of `content/`, its categories and tags. */
export const listStates: readonly State[] = [
	{ name: 'Library', path: '/', sign: articles, main: true },
	{
		name: 'Library without JavaScript',
		path: '/',
		sign: articles,
		options: { javaScriptEnabled: false }
	},
	{
		name: 'Library in forced colors',
		path: '/',
		sign: articles,
		options: { forcedColors: 'active' }
	},
	{ name: 'Category', path: '/backend/', sign: heading('Backend Articles'), main: true },
	{ name: 'Level', path: '/backend/level/advanced/', sign: heading(/Advanced/) },
	{ name: 'Search with passages', path: '/?q=outbox', sign: part('.passage mark'), main: true },
	{ name: 'Filtered', path: '/?level=Advanced&sort=shortest', sign: status(/^\d+ of \d+/) },
	{ name: 'One result', path: '/?time=21-', sign: status(/^1 of \d+/) },
	{ name: 'No results', path: '/?level=Beginner&q=zzzzzz', sign: status(/^No articles match/) },
	{
		name: 'Searching',
		path: '/',
		sign: status(/^Searching/),
		async reach(stage) {
			await breakIndex(stage, 'hang');
			await stage.page.getByRole('searchbox').fill('outbox');
		}
	},
	{
		name: 'Search without an index',
		path: '/',
		sign: text('Full-text search is unavailable'),
		async reach(stage) {
			await breakIndex(stage, 'destroy');
			await stage.page.getByRole('searchbox').fill('outbox');
		}
	},
	{
		name: 'Filter sheet',
		path: '/',
		sign: part('.filter-sheet[open]'),
		narrow: true,
		reach: ({ page }) => press(page, /^Filters/)
	},
	{ name: 'Tags', path: '/tags/', sign: anyHeading, main: true },
	{ name: 'Tag', path: '/tags/nats/', sign: articles }
];

/** States of a library without articles. */
export const emptyStates: readonly State[] = [
	{ name: 'Empty library', path: '/', sign: status(/^0 articles/) }
];
