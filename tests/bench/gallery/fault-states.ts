import { article, heading, text, type State } from './state.ts';
import { cutOff } from './steps.ts';

const unread = 'backend/contract-testing-pact/';

/** Without a network, and of addresses that lead nowhere. */
export const faultStates: readonly State[] = [
	{
		name: 'Library offline',
		path: '/',
		sign: text('You can still browse and search, and open'),
		reach: (stage) => cutOff(stage, '/'),
		main: true
	},
	{
		name: 'Search whose passages cannot be had',
		path: '/?q=outbox',
		sign: text('text not loaded'),
		faults: (path) => (/^backend\/.+\.json$/.test(path) ? 500 : null)
	},
	{
		name: 'Article offline',
		path: article,
		sign: text('You can keep reading'),
		reach: (stage) => cutOff(stage, article)
	},
	{
		name: 'Page that is not kept, offline',
		path: article,
		sign: heading('You’re offline'),
		reach: (stage) => cutOff(stage, `/${unread}`)
	},
	{
		name: 'Page that could not be opened',
		path: '/',
		sign: heading('This page could not be opened'),
		// While there is no worker yet, which would answer in the network's place.
		faults: (path) => (path === 'service-worker.js' ? 'hang' : path === unread ? 'destroy' : null),
		reach: ({ page }) => page.locator(`h2 a[href="/${unread}"]`).click()
	},
	{ name: 'Not found', path: '/nowhere/', sign: heading('Page not found'), main: true }
];
