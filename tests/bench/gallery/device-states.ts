import type { Page } from 'playwright-core';
import { article, list, text, type State } from './state.ts';
import {
	deploy,
	waitForWorker,
	open,
	openNextBuild,
	press,
	readToEnd,
	readSomeScreens,
	saveAll,
	waitForIdle,
	type Stage
} from './steps.ts';

/** Simulates the browser's offer to install the site. */
const offerInstall = (page: Page) =>
	page.evaluate(() => {
		const event = new Event('beforeinstallprompt', { cancelable: true });
		dispatchEvent(Object.assign(event, { prompt: async () => {} }));
	});

/** Limits the site's quota to slightly more than its current usage. */
async function fillStorage({ page, server }: Stage) {
	await waitForWorker(page);
	const session = await page.context().newCDPSession(page);
	const { origin } = server;
	const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });
}

/** States of saved data and its notices. */
export const deviceStates: readonly State[] = [
	{ name: 'Nothing saved', path: '/saved/', sign: text('No saved articles yet'), main: true },
	{
		name: 'Saving',
		path: '/backend/',
		sign: text(/^Saving: \d/),
		reach: (stage) => saveAll(stage, 'hang')
	},
	{
		name: 'Saving paused',
		path: '/backend/',
		sign: text(/^Paused: \d/),
		async reach(stage) {
			await saveAll(stage, 'hang');
			await press(stage.page, 'Pause');
		}
	},
	{
		name: 'Saving failed',
		path: '/backend/',
		sign: text('Connection lost'),
		reach: (stage) => saveAll(stage, 'destroy')
	},
	{
		name: 'Storage full',
		path: '/backend/',
		sign: text('Not enough space'),
		async reach(stage) {
			await fillStorage(stage);
			await saveAll(stage);
		}
	},
	{
		name: 'Saved',
		path: '/backend/',
		sign: list('Saved articles'),
		async reach(stage) {
			const { page } = stage;
			await saveAll(stage);
			await page.getByText('saved on this device').waitFor({ state: 'attached' });
			await open(page, '/saved/');
		}
	},
	{
		name: 'Updated saved article',
		path: article,
		sign: text('Updated saved article'),
		async reach(stage) {
			await waitForWorker(stage.page);
			await press(stage.page, /^Save for offline/);
			await stage.page.getByRole('button', { name: /^Saved on this device/ }).waitFor();
			await openNextBuild(stage, '/');
		}
	},
	{
		name: 'Reading history',
		path: '/?q=outbox',
		sign: text('In progress'),
		async reach({ page }) {
			await waitForIdle(page);
			await page.getByRole('listitem').getByRole('link').first().click();
			await page.getByRole('group', { name: 'Search matches' }).waitFor();
			await readSomeScreens(page);
			await open(page, '/saved/');
		}
	},
	{
		name: 'New version',
		path: '/backend/',
		sign: text('A new version is available'),
		reach: deploy
	},
	{
		name: 'Offer to install',
		path: article,
		sign: text('Read here often?'),
		async reach({ page }) {
			await readToEnd(page);
			await offerInstall(page);
		}
	},
	{
		name: 'Library not stored on this device',
		path: '/',
		sign: text('This browser couldn’t store the library'),
		faults: (path) => (path === 'service-worker.js' ? 404 : null)
	}
];
