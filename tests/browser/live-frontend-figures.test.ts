import { expect, inject, it } from 'vitest';
import { focusedName, press } from './keyboard.ts';
import { comeAlive, figureOn } from './live-figure.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

async function openAlive(path: string, name: string) {
	const page = await own.open(path);
	await comeAlive(page, name);
	return page;
}

it('the reading time follows text and rates by keyboard, and is announced', async () => {
	const page = await openAlive('/frontend/computing-reading-time/', 'Reading time calculator');
	const figure = figureOn(page, 'Reading time calculator');
	const row = (label: string) => figure.getByRole('row', { name: label });
	await figure.getByLabel('Text, in Markdown').focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('word '.repeat(119));
	await row('Words').getByText('119').waitFor();
	await figure.getByText('30 s, shown as 1 min').first().waitFor();
	await figure.getByRole('status').getByText('30 s, shown as 1 min').waitFor();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('Words');
	await page.keyboard.press('Control+a');
	await page.keyboard.type('34');
	await figure
		.getByText('3 min 30 s, shown as 4 min; 1 min at the rates of this site')
		.first()
		.waitFor();
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Delete');
	expect(await row('Words').textContent()).toContain('3 min 30 s');
});

it('the address follows choices, typing and junk by keyboard, and so does the history', async () => {
	const page = await openAlive('/frontend/filtered-view-url/', 'A filtered view and its address');
	const figure = figureOn(page, 'A filtered view and its address');
	const bar = figure.getByLabel('Address', { exact: true });
	const entries = figure.getByRole('list', { name: 'History' }).getByRole('listitem');
	const says = (text: string) => figure.getByRole('status').getByText(text).waitFor();
	await figure.getByLabel('Beginner').focus();
	await page.keyboard.press('Space');
	await says('/?level=Advanced&level=Beginner, entry 2 of 2');
	await figure.getByLabel('Search').focus();
	await page.keyboard.type('nats');
	await says('/?q=nats&level=Advanced&level=Beginner, entry 2 of 2');
	expect(await entries.count()).toBe(2);
	await figure.getByRole('button', { name: 'Back' }).focus();
	await page.keyboard.press('Enter');
	await says('/?level=Advanced, entry 1 of 2');
	expect(await focusedName(page)).toBe('Back');
	expect(await bar.inputValue()).toBe('/?level=Advanced');
	expect(await figure.getByLabel('Beginner').isChecked()).toBe(false);
	await bar.focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('/?level=Expert&time=20-10&q=c%23');
	await page.keyboard.press('Enter');
	await says('/?q=c%23, entry 2 of 2. Left out: level=Expert, time=20-10');
	expect(await figure.getByLabel('Search').inputValue()).toBe('c#');
	await figure.getByLabel('Search').press('End');
	await page.keyboard.type(' nats');
	await figure.getByLabel('Intermediate').press('Space');
	await says('/?q=c%23+nats&level=Intermediate, entry 3 of 3');
	expect(await entries.nth(1).textContent()).toBe('/?q=c%23+nats');
});

it('the terms follow query, text and typing by keyboard, and are announced', async () => {
	const name = 'Search terms of a query';
	const page = await openAlive('/frontend/search-that-finds-csharp/', name);
	const figure = figureOn(page, name);
	const row = (term: string) => figure.getByRole('row', { name: term }).first();
	await figure.getByLabel('Search for').focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('confi');
	await row('confi').getByText('no', { exact: true }).waitFor();
	await figure.getByRole('status').getByText('0 of 1 terms found here').waitFor();
	await figure.getByRole('button', { name: 'resume' }).focus();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('The last word is still being typed');
	await page.keyboard.press('Space');
	await row('confi').getByText('no, so configur').waitFor();
	await press(page, 'Tab');
	expect(await focusedName(page)).toBe('In a library with this text');
	await page.keyboard.press('Control+a');
	await page.keyboard.type('confi');
	await row('confi').getByText('yes').first().waitFor();
	await figure.getByRole('button', { name: 'List', exact: true }).press('Enter');
	await row('list').getByText('no', { exact: true }).waitFor();
	expect(await figure.getByLabel('Search for').inputValue()).toBe('List');
});
