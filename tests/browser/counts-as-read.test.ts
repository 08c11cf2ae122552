import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';
import {
	blockAtEye,
	button,
	clockedReader,
	scrollToBlock,
	seconds,
	stay,
	unread
} from './reading-clock.ts';

const { open, visit } = clockedReader(openSite(inject('features')));

describe('an article counts as read', () => {
	const short = '/web/long/';
	const toEnd = (page: Page) =>
		page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

	it('when its end was reached at a plausible pace, which its header and end show', async () => {
		const page = await open(short);
		for (let share = 0; share <= 10; share++) {
			await page.evaluate(
				(part) => scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight)),
				share / 10
			);
			await seconds(page, 25);
		}
		await unread(page).first().waitFor();
		expect(await unread(page).count()).toBe(2);
		await page.locator('header').getByText('Read', { exact: true }).waitFor();
		await visit(page, short);
		await unread(page).first().waitFor();
		expect(await button(page).count()).toBe(0);
	});

	it('not after pressing End, however long the reader stays', async () => {
		const page = await open();
		await toEnd(page);
		await seconds(page, 120);
		expect(await unread(page).count()).toBe(0);
	});

	it('when the reader marks it, and unread again, without moving', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).nth(1).click();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).first().click();
		await expect.poll(() => unread(page).count()).toBe(0);
	});

	it('and continues where it was left when it is read again', async () => {
		const page = await open();
		await page.getByRole('button', { name: 'Mark as read' }).click();
		await unread(page).first().waitFor();
		await scrollToBlock(page, 300);
		await stay(page);
		await visit(page);
		await unread(page).first().waitFor();
		expect(await button(page).count()).toBe(0);
		await scrollToBlock(page, 217);
		await stay(page);
		await visit(page);
		await button(page).click();
		expect(await blockAtEye(page)).toBe(217);
		await toEnd(page);
		await seconds(page, 3);
		await expect.poll(() => button(page).count()).toBe(0);
		expect(await unread(page).count()).toBe(2);
	});
});
