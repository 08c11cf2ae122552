import { describe, expect, it } from 'vitest';
import {
	defaultTerms,
	dictionaryOf,
	findDefaultWords,
	findWords
} from '../../../content/frontend/search-that-finds-csharp/find-words.ts';
import {
	examples,
	firstQuery,
	firstText
} from '../../../content/frontend/search-that-finds-csharp/first-text.ts';

const found = (query: string, typing = false) =>
	Object.fromEntries(findWords(query, firstText, typing).map((word) => [word.term, word.found]));

describe('the words of a query', () => {
	it('are found in the first text, all but the misspelled name as a whole', () => {
		expect(found(firstQuery)).toEqual({
			csharp: ['csharp'],
			retri: ['retri'],
			dbupdateconcurencyexcept: [],
			db: ['db'],
			updat: ['updat'],
			concur: ['concurr'],
			except: ['except']
		});
		expect(findDefaultWords(firstQuery, firstText)).toEqual([
			{ term: 'c', isFound: true },
			{ term: 'retrying', isFound: false },
			{ term: 'dbupdateconcurencyexception', isFound: false }
		]);
	});

	it('say what they are', () => {
		const [name, part] = findWords('HttpClient', '', false);
		expect(name).toMatchObject({ isPart: false, isWidened: false });
		expect(part).toMatchObject({ term: 'http', isPart: true });
		expect(findWords('where', firstText, false)).toMatchObject([
			{ word: 'where', isStopWord: true, found: [] }
		]);
		expect(findWords('résumé', firstText, false)).toMatchObject([
			{ term: 'resume', variant: 'resum', isWidened: false }
		]);
	});

	it('are completed while the last one is being typed, and each is there once', () => {
		expect(found('config', true)).toEqual({ config: ['configur'] });
		expect(found('config')).toEqual({ config: [] });
		expect(findWords('config config', firstText, true)).toHaveLength(1);
	});

	it('are none in an empty query or text', () => {
		expect(findWords('  ', firstText, true)).toEqual([]);
		expect(findDefaultWords('', firstText)).toEqual([]);
		expect(findWords('List', '', false)).toMatchObject([{ found: [] }]);
		expect(dictionaryOf('').suffixes).toEqual([]);
	});
});

it.each(examples)('the example %s has an answer in the first text', (query) => {
	const words = findWords(query, firstText, false);
	expect(words.some((word) => word.found.length)).toBe(query !== 'C');
});

it('the default terms are each there once', () => {
	expect(defaultTerms('A list<T>, a List<T>.')).toEqual(['a', 'list<t>']);
});
