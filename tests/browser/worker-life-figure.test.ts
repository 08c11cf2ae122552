import { expect, inject, it } from 'vitest';
import { focusedName, press } from './keyboard.ts';
import { comeAlive, figureOn } from './live-figure.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const name = 'Which build answers a tab';

async function openAlive() {
	const page = await own.open('/frontend/offline-you-can-verify/');
	await comeAlive(page, name);
	const figure = figureOn(page, name);
	const button = (of: string) => figure.getByRole('button', { name: of, exact: true });
	return {
		page,
		figure,
		button,
		/** Presses a button by keyboard. */
		async push(of: string) {
			await button(of).focus();
			await page.keyboard.press('Enter');
		},
		says: (text: string) => figure.getByRole('status').getByText(text).waitFor(),
		tabs: () => figure.getByRole('list', { name: 'Tabs' }).getByRole('listitem').allTextContents()
	};
}

it('a deployment is installed, waits and takes over by keyboard, and each step is announced', async () => {
	const { page, figure, button, push, says, tabs } = await openAlive();
	expect(await button('Finish installing').isDisabled()).toBe(true);
	await push('Deploy B');
	await says('Build B is on the server. A active');
	await push('Open home in tab 1');
	await says('Build B is installing. A active, B installing');
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('Open the article in tab 1');
	await push('Finish installing');
	await says('Build B is waiting. A active, B waiting');
	expect((await tabs())[0]).toContain('home page of build A');
	await figure.getByLabel('Network').focus();
	await page.keyboard.press('Space');
	await says('The network is cut');
	await push('Open home in tab 1');
	await says('Build B is active. Tab 1 shows the home page of build B, from the device');
	await push('Close tab 1');
	expect(await tabs()).toEqual(['No tab is open']);
});

it('a version that does not wait takes the scripts of an open tab', async () => {
	const { figure, push, says } = await openAlive();
	await push('Deploy B and C, one tab stays open');
	await says('Tab 1: home page of build A, from the device; a script from the device');
	await push('The same with skipWaiting');
	await says('Tab 1: home page of build A, from the device; a script is missing');
	const steps = figure.getByRole('list', { name: 'What happened' });
	await steps.getByText('Files of build A are deleted').waitFor();
	await push('Start over');
	await says('A active. Tab 1: home page of build A, from the device');
	expect(await steps.count()).toBe(0);
});
