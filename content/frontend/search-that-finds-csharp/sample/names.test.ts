import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearch } from './mini-search.ts';
import { defaultTerms, english, terms } from './words.ts';

const words = ['http', 'client', 'factory', 'update', 'queries', 'exception', 'async', 'cached'];
const capitalized = (word: string) => word[0]!.toUpperCase() + word.slice(1);
/** At least two different words. */
const parts = fc.uniqueArray(fc.constantFrom(...words), { minLength: 2, maxLength: 5 });
const nameOf = (some: readonly string[]) => some.map(capitalized).join('');
const typed = (query: string) => english.queryTerms(query).map(({ term }) => term);

describe('a compound name', () => {
	it('is one term, and each of its parts is another', () => {
		expect(terms('DbUpdateConcurrencyException')).toEqual([
			'dbupdateconcurrencyexcept',
			'db',
			'updat',
			'concurr',
			'except'
		]);
		expect(defaultTerms('DbUpdateConcurrencyException')).toEqual(['dbupdateconcurrencyexception']);
	});

	it('is found by any of its parts', () => {
		fc.assert(
			fc.property(parts, (some) => {
				const indexed = terms(nameOf(some));
				for (const part of some) expect(indexed).toEqual(expect.arrayContaining(typed(part)));
			})
		);
	});

	it('is found whole in lowercase', () => {
		fc.assert(
			fc.property(parts, (some) => {
				const [whole] = typed(some.join(''));
				expect(terms(nameOf(some))).toContain(whole);
			})
		);
	});

	it('is the same term with capitals, underscores and hyphens', () => {
		fc.assert(
			fc.property(parts, fc.constantFrom('_', '-'), (some, joint) => {
				expect(terms(some.join(joint))).toEqual(terms(nameOf(some)));
			})
		);
	});

	it('of another article is found by a part as well', () => {
		const search = createSearch([
			{ id: 'db', title: 'Conflicts', text: 'Catch the DbUpdateConcurrencyException.' },
			{ id: 'io', title: 'Files', text: 'Open throws a FileNotFoundException.' }
		]);
		expect(search('concurrency exception')).toEqual(['db', 'io']);
		expect(search('DbUpdateConcurrencyException')).toEqual(['db', 'io']);
	});

	it('written in lowercase does not give its parts away', () => {
		expect(terms('httpclientfactory')).toEqual(['httpclientfactori']);
	});

	it('has no single letters among its parts', () => {
		expect(terms('IHttpClientFactory TEntity')).toEqual(
			'ihttpclientfactori http client factori tentiti entiti'.split(' ')
		);
		expect(terms('k8s e2e S3')).toEqual(['k8s', 'e2e', 's3']);
	});

	it('can also be an acronym with a word behind it', () => {
		expect(terms('XMLHttpRequest2')).toEqual(['xmlhttprequest2', 'xml', 'http', 'request', '2']);
	});

	it('is nothing if it is a hash or longer than 64 characters', () => {
		const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
		expect(terms(`sha256 ${hash} ${'x'.repeat(65)}`)).toEqual(['sha256', 'sha', '256']);
	});
});
