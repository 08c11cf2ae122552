import { describe, expect, it } from 'vitest';
import { dayName } from '../../../../src/lib/core/article/day-name.ts';

describe('the name of a day', () => {
	it.each([
		['2026-11-23', '23 Nov 2026'],
		['2024-02-29', '29 Feb 2024'],
		['2026-09-01', '1 Sep 2026'],
		['2026-12-31T23:59:59.999Z', '31 Dec 2026']
	])('of %s is %s', (day, name) => {
		expect(dayName(day)).toBe(name);
	});
});
