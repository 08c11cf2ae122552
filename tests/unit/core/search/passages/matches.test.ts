import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

const english = createAnalyser('en', await loadStemmer('en'));

/** What is matched in a text, each with the number of the query's term. */
function matched(query: string, found: readonly string[], text: string) {
	const find = matchesOf(query, found, english);
	return find(text).map(({ term, start, end }) => `${term} ${text.slice(start, end)}`);
}

describe('what an article was found by', () => {
	it('is marked by the number of its term in the query', () => {
		expect(matched('outbox relay', ['outbox', 'relay'], 'A relay of the outbox')).toEqual([
			'1 relay',
			'0 outbox'
		]);
	});

	it.each([
		[
			'the word that is typed',
			'cache invali',
			['cach', 'invalid'],
			'to invalidate',
			'1 invalidate'
		],
		[
			'the word that is misspelt',
			'conection strings',
			['connect', 'string'],
			'connects',
			'0 connects'
		],
		['a known word beside it', 'conection strings', ['connect', 'string'], 'string', '1 string']
	])('counts as the term that it stands for: %s', (_what, query, found, text, expected) => {
		expect(matched(query, found, text)).toEqual([expected]);
	});

	it('counts what stands for one term as one, that two such words are no better than one', () => {
		const terms = matched('conn', ['connect', 'connection'], 'connect a Connection').map(
			(match) => match.split(' ')[0]
		);
		expect(new Set(terms).size).toBe(1);
	});

	it.each([
		['its words stand together', 'its time to live is short', ['0 time to live']],
		['a sign stands between', 'a time-to-live', ['0 time-to-live']],
		['another word stands between', 'the time of a show that is live', []],
		['they are the other way around', 'a live time', []],
		['one alone stands there', 'the time', []]
	])('is a phrase where %s', (_what, text, expected) => {
		expect(matched('ttl cache', ['cach', 'x', 'time live'], text)).toEqual(expected);
	});

	it('is no stop word that has the stem of a word', () => {
		// By the old rules of the language "us" was the stem of "use".
		const stem = (word: string) => (word === 'use' ? 'us' : word);
		const find = matchesOf('use', ['us'], createAnalyser('en', stem));
		const text = 'Tell us how to use it';
		expect(find(text).map(({ start }) => start)).toEqual([text.indexOf('use')]);
	});

	it('is a stop word where nothing else was asked for', () => {
		expect(matched('how to', ['=how', '=to'], 'How to cache')).toEqual(['0 How', '1 to']);
	});
});
