import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	asChance,
	asCount,
	asDuration,
	bitsOf,
	chanceOfCollision,
	idsUntil,
	oddsOf,
	secondsIn,
	uuid4Bits,
	verdictOn
} from '../../../content/backend/nanoid-over-uuid/collision-odds.ts';

const result = (name: string) =>
	JSON.parse(
		readFileSync(`content/backend/nanoid-over-uuid/sample/results/${name}.json`, 'utf8')
	) as unknown;

describe('collision odds', () => {
	it.each([
		['readable8', bitsOf(30, 8)],
		['readable12', bitsOf(30, 12)],
		['readable15', bitsOf(30, 15)],
		['safe21', bitsOf(64, 21)],
		['uuid4', uuid4Bits]
	])('match the table in the article for %s', (name, bits) => {
		const row = (result('lengths') as Record<string, object>)[name];
		const daily = oddsOf(bits, 10_000 / secondsIn.day);
		expect({
			bits: Number(daily.bits.toFixed(1)),
			ids: asCount(daily.idsToMillionth),
			at10000ADay: asDuration(daily.timeToMillionth),
			at1000ASecond: asDuration(oddsOf(bits, 1000).timeToMillionth)
		}).toEqual(row);
	});

	it('match the sample’s prediction for four symbols', () => {
		const { rows, halfAt } = result('collisions') as {
			rows: { ids: number; predicted: number }[];
			halfAt: number;
		};
		expect(Math.round(idsUntil(0.5, bitsOf(30, 4)))).toBe(halfAt);
		expect(rows.length).toBeGreaterThan(3);
		for (const { ids, predicted } of rows)
			expect((100 * chanceOfCollision(ids, bitsOf(30, 4))).toFixed(1)).toBe(predicted.toFixed(1));
	});

	it('are precise where 1 - exp(-x) is zero', () => {
		expect(chanceOfCollision(1000, uuid4Bits) / ((1000 * 999) / 2 / 2 ** 122)).toBeCloseTo(1, 12);
		for (const chance of [1e-18, 1e-6, 0.01, 0.5])
			expect(chanceOfCollision(idsUntil(chance, 200), 200) / chance).toBeCloseTo(1, 9);
	});

	it('are zero for a single ID and certain for more IDs than exist', () => {
		expect(chanceOfCollision(1, 10)).toBe(0);
		expect(chanceOfCollision(1e6, 10)).toBe(1);
	});

	it('say whether a length is enough', () => {
		const verdict = (length: number) =>
			verdictOn(oddsOf(bitsOf(30, length), 10_000 / secondsIn.day));
		expect(verdict(15)).toMatch(/^Long enough\. .* is 1 in/);
		expect(verdict(12)).toMatch(/^Long enough with a unique index/);
		expect(verdict(8)).toMatch(/^Too short/);
	});
});

describe('numbers in words', () => {
	it.each([
		[1_234, '1,200'],
		[1.3e16, '13 quadrillion'],
		[4.56e30, '4.6 × 10³⁰']
	])('count %s as %s', (value, words) => expect(asCount(value)).toBe(words));

	it.each([
		[0.01, 'under 0.1 seconds'],
		[0.54, '0.54 seconds'],
		[5400, '1.5 hours']
	])('%s seconds are %s', (value, words) => expect(asDuration(value)).toBe(words));

	it.each([
		[1, 'over 99.9 %'],
		[0.123, '12 %'],
		[1 / 3_400_000, '1 in 3.4 million'],
		[0, 'zero']
	])('a chance of %s is %s', (value, words) => expect(asChance(value)).toBe(words));
});
