import { beforeAll, describe, expect, it } from 'vitest';
import { glossary, glossaryOf } from '../../../../../src/lib/core/search/glossary/glossary.ts';
import { glossaryGroups } from '../../../../../src/lib/core/search/index/glossary-groups.ts';
import {
	createExpansion,
	keyOf,
	phraseTerms
} from '../../../../../src/lib/core/search/index/synonyms.ts';
import { createAnalyser, type Analyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

describe('the glossary', () => {
	let analyser: Analyser;
	const key = (phrase: string) => keyOf(phraseTerms(phrase, analyser));
	const isEqual = ({ typed, also }: (typeof glossary)[number]) => typed.join() === also.join();

	beforeAll(async () => {
		analyser = createAnalyser('en', await loadStemmer('en'));
	});

	it('say what each row means', () => {
		for (const { sense } of glossary) expect(sense).toMatch(/^\S(.*\S)?$/);
	});

	it('are whole phrases, separated alike', () => {
		for (const { typed, also } of glossary)
			for (const phrase of [...typed, ...also]) expect(phrase).toMatch(/^[^\s,]+( [^\s,]+)*$/);
	});

	it('have something to lead to', () => {
		for (const row of glossary) {
			expect(row.also.length, row.sense).toBeGreaterThan(isEqual(row) ? 1 : 0);
			if (!isEqual(row)) expect(row.also.map(key)).not.toContain(key(row.typed[0]!));
		}
	});

	it('keep several words of a phrase, so that it is no everyday word', () => {
		const lost = glossary.flatMap(({ typed, also }) =>
			[...typed, ...also].filter((phrase) => {
				const words = phrase.match(/[\p{L}\p{N}]+/gu)!.length;
				return words > 1 ? !key(phrase).includes(' ') : !key(phrase);
			})
		);
		expect(lost).toEqual([]);
	});

	it('have no typed phrase twice', () => {
		const rows = new Map<string, string>();
		const twice = glossary.flatMap(({ typed, sense }) =>
			typed.filter((phrase) => {
				const before = rows.get(key(phrase));
				rows.set(key(phrase), sense);
				return before !== undefined;
			})
		);
		expect(twice).toEqual([]);
	});

	it('lead to what their own row says and no further', () => {
		const all = new Set(glossary.flatMap(({ also }) => also.map(key)));
		const expand = createExpansion([], analyser, glossaryGroups(glossary, [], analyser, all));
		for (const { typed, also } of glossary)
			for (const phrase of typed) {
				const { plain, groups } = expand(phraseTerms(phrase, analyser));
				expect(plain).toEqual([]);
				expect(
					groups.map(({ alternatives }) => alternatives.map(({ term }) => term)),
					phrase
				).toEqual([also.map(key).filter((term) => term !== key(phrase))]);
			}
	});

	it('are English', () => {
		expect(glossaryOf('en')).toBe(glossary);
		expect(glossaryOf('en-GB')).toBe(glossary);
		expect(glossaryOf('de')).toEqual([]);
	});
});
