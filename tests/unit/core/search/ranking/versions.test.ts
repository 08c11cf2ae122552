import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { buildEngine, searchSlugs, type Text } from './build-engine.ts';

describe('a version number', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		engine = await buildEngine([
			['steps', 'Steps', 'Step 4 of 7: 4 then 7, 1 then 0, 4, 7, 1. Level 10, 2 of 10, 0 of 4.'],
			['exact', 'Client', 'The client 4.7.1 is out.'],
			['minor', 'Older client', 'The client 4.7 had 4.7 and 4.7 again.'],
			['tagged', 'Release', 'Tagged v6.10.2 on Monday.'],
			['sdk', 'Target', 'Builds.', '<TargetFramework>net10.0-windows</TargetFramework>'],
			['prose', 'Upgrade', 'Move to .NET 10.0 and C# 14.']
		]);
	});

	it.each([
		['4.7.1', ['exact', 'minor']],
		['v4.7.1', ['exact', 'minor']],
		['4.7', ['minor', 'exact']],
		['4.7.2', ['minor', 'exact']],
		['6.10.2', ['tagged']],
		['v6.10.2', ['tagged']],
		['6.10', ['tagged']],
		['net10.0', ['sdk', 'prose']],
		['net10', ['sdk']],
		['9.9.9', []]
	])('%j ranks exact matches first and does not match single digits', (query, slugs) => {
		expect(searchSlugs(engine, query, false)).toEqual(slugs);
		expect(searchSlugs(engine, query)).toEqual(slugs);
	});

	it('is found by its parts in a longer query', () => {
		expect(searchSlugs(engine, '.NET 10.0')[0]).toBe('prose');
		expect(searchSlugs(engine, 'client 4.7.1')[0]).toBe('exact');
	});

	it('ranks before its parts even if many articles contain it', async () => {
		const whole = Array.from({ length: 5 }, (_, n): Text => [
			`whole-${n}`,
			'Whole',
			`Version 5.2.8. ${'More words follow here. '.repeat(80)}${manyWords(n)}`
		]);
		const fillers = Array.from({ length: 60 }, (_, n): Text => [`filler-${n}`, 'Filler', 'Short.']);
		const many = await buildEngine([
			...fillers,
			...whole,
			['part', 'Part', '5.2 5.2 5.2 5.2 5.2 and 5.2 5.2']
		]);
		expect(searchSlugs(many, '5.2.8').at(-1)).toBe('part');
	});
});

/** Enough distinct words that a single one scores low. */
const manyWords = (seed: number) =>
	Array.from({ length: 900 }, (_, n) => `w${(n + seed).toString(36)}`).join(' ');
