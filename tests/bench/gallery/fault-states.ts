import { article, heading, text, type State } from './state.ts';
import { openOffline } from './steps.ts';

const unread = 'backend/contract-testing-pact/';

/** Offline states and unknown URLs. */
export const faultStates: readonly State[] = [
	{
		name: 'Library offline',
		path: '/',
		sign: text('You can still browse and search, and open'),
		reach: (stage) => openOffline(stage, '/'),
		main: true
	},
	{
		name: 'Search with passages unavailable',
		path: '/?q=outbox',
		sign: text('text not loaded'),
		faults: (path) => (/^backend\/.+\.json$/.test(path) ? 500 : null)
	},
	{
		name: 'Article offline',
		path: article,
		sign: text('You can keep reading'),
		reach: (stage) => openOffline(stage, article)
	},
	{
		name: 'Uncached page, offline',
		path: article,
		sign: heading('You’re offline'),
		reach: (stage) => openOffline(stage, `/${unread}`)
	},
	{
		name: 'Page that could not be opened',
		path: '/',
		sign: heading('This page could not be opened'),
		// Block the service worker, which would answer instead of the network.
		faults: (path) => (path === 'service-worker.js' ? 'hang' : path === unread ? 'destroy' : null),
		reach: ({ page }) => page.locator(`h2 a[href="/${unread}"]`).click()
	},
	{ name: 'Not found', path: '/nowhere/', sign: heading('Page not found'), main: true }
];
