import { describe, expect, inject, it } from 'vitest';
import { fixtureSize } from '../built/fixture-library.ts';
import { openSite } from './open-site.ts';
import { until } from './until.ts';

describe('small libraries', () => {
	const empty = openSite(inject('empty'));
	const single = openSite(inject('single'));

	it('without articles say so', async () => {
		const page = await empty.open('/');
		expect((await page.getByRole('status').textContent())!.trim()).toBe('0 articles');
		await page.getByRole('searchbox').fill('x');
		await until(
			page,
			() => document.querySelector('[role=status]')?.textContent?.trim() === 'No articles match'
		);
	});

	it('with one article count it in the singular', async () => {
		const page = await single.open('/');
		expect((await page.getByRole('status').textContent())!.trim()).toBe('1 article');
		expect(fixtureSize).toBeGreaterThan(60);
	});
});
