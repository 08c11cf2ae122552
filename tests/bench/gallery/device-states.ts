import type { Page } from 'playwright-core';
import { article, list, text, type State } from './state.ts';
import {
	deploy,
	installed,
	open,
	openNext,
	press,
	readAll,
	readOn,
	saveAll,
	settled,
	type Stage
} from './steps.ts';

/** As when the browser would install the site. */
const offerInstall = (page: Page) =>
	page.evaluate(() => {
		const event = new Event('beforeinstallprompt', { cancelable: true });
		dispatchEvent(Object.assign(event, { prompt: async () => {} }));
	});

/** Leaves so much room to the site as it has filled, and little more. */
async function fillStorage({ page, server }: Stage) {
	await installed(page);
	const session = await page.context().newCDPSession(page);
	const { origin } = server;
	const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 100_000 });
}

/** What the device keeps, and how it says so. */
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
			await installed(stage.page);
			await press(stage.page, /^Save for offline/);
			await stage.page.getByRole('button', { name: /^Saved on this device/ }).waitFor();
			await openNext(stage, '/');
		}
	},
	{
		name: 'What was read',
		path: '/?q=outbox',
		sign: text('In progress'),
		async reach({ page }) {
			await settled(page);
			await page.getByRole('listitem').getByRole('link').first().click();
			await page.getByRole('group', { name: 'Search matches' }).waitFor();
			await readOn(page);
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
			await readAll(page);
			await offerInstall(page);
		}
	},
	{
		name: 'Not kept on this device',
		path: '/',
		sign: text('This browser couldn’t store the library'),
		faults: (path) => (path === 'service-worker.js' ? 404 : null)
	}
];
