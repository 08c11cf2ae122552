import { stemmer as stemOf1980 } from '@orama/stemmers/english';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english, terms } from './words.ts';

const stemOf = (word: string) => english.termOf(word);

describe('a stem', () => {
	it('is the same for the forms of a word', () => {
		for (const word of ['retry', 'retries', 'retried', 'retrying'])
			expect(stemOf(word)).toBe('retri');
		for (const word of ['configure', 'configured', 'configuration'])
			expect(stemOf(word)).toBe('configur');
	});

	it('is also the same for some words that have nothing to do with each other', () => {
		expect(stemOf('important')).toBe(stemOf('import'));
		expect(stemOf('authorization')).toBe(stemOf('author'));
		expect(stemOf('organization')).toBe(stemOf('organ'));
		expect(stemOf('universe')).toBe(stemOf('university'));
		expect(stemOf('indices')).toBe(stemOf('indicate'));
	});

	it('differs for irregular forms', () => {
		expect(stemOf('ran')).not.toBe(stemOf('run'));
		expect(stemOf('indices')).not.toBe(stemOf('index'));
	});

	it('differs for words that the stemmer of 1980 joins', () => {
		const words = ['generic', 'general', 'generate'];
		expect(new Set(words.map(stemOf)).size).toBe(3);
		expect(new Set(words.map((word) => stemOf1980(word))).size).toBe(1);
	});

	it('is not taken of words with a digit', () => {
		expect(stemOf('k8s')).toBe('k8s');
		expect(stemOf('utf8s')).toBe('utf8s');
	});

	it('of a word with accents has a variant without them', () => {
		expect(terms('résumé')).toEqual(['resume', 'resum']);
		for (const query of ['résumé', 'resume', 'RÉSUMÉ', 're\u0301sume\u0301']) {
			const [asked] = english.queryTerms(query);
			expect(terms('A résumé of it')).toContain(asked!.variant ?? asked!.term);
		}
	});
});

describe('a query', () => {
	it('copied from a text has no term that the text lacks', () => {
		const pieces = 'C# .NET ASP.NET List<T> net10.0 HttpClient _id k8s résumé don’t where is the 字 - . (';
		const piece = fc.oneof(
			fc.constantFrom(...pieces.split(' '), ' ', ' '),
			fc.string({ unit: 'grapheme', maxLength: 5 })
		);
		const passage = fc.array(piece, { maxLength: 12 }).map((some) => some.join(''));
		fc.assert(
			fc.property(passage, passage, passage, (before, copied, after) => {
				const indexed = new Set(terms(`${before} ${copied} ${after}`));
				for (const { term, isStopWord } of english.queryTerms(copied))
					if (!isStopWord) expect(indexed).toContain(term);
			}),
			{ numRuns: 500 }
		);
	});

	it('loses its function words', () => {
		const typed = (query: string) => english.queryTerms(query).map(({ term }) => term);
		expect(typed('how do I cancel a query in C#')).toEqual(['cancel', 'queri', 'csharp']);
	});

	it('of function words alone keeps them, under terms that no other word has', () => {
		const typed = english.queryTerms('where is it');
		expect(typed.map(({ term }) => term)).toEqual(['=where', '=is', '=it']);
		expect(typed.every(({ isStopWord }) => isStopWord)).toBe(true);
		expect(terms('where is it')).toEqual([]);
	});
});
