import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

const english = createAnalyser('en', await loadStemmer('en'));

/** The matches in a text, each with the number of its query term. */
function matched(query: string, found: readonly string[], text: string) {
	const find = matchesOf(query, found, english);
	return find(text).map(({ term, start, end }) => `${term} ${text.slice(start, end)}`);
}

describe('a match', () => {
	it('has the number of its query term', () => {
		expect(matched('outbox relay', ['outbox', 'relay'], 'A relay of the outbox')).toEqual([
			'1 relay',
			'0 outbox'
		]);
	});

	it.each([
		['a completed word', 'cache invali', ['cach', 'invalid'], 'to invalidate', '1 invalidate'],
		['a corrected word', 'conection strings', ['connect', 'string'], 'connects', '0 connects'],
		['a known word next to it', 'conection strings', ['connect', 'string'], 'string', '1 string']
	])('counts as the query term it matches: %s', (_what, query, found, text, expected) => {
		expect(matched(query, found, text)).toEqual([expected]);
	});

	it('has the same number for all words that match one query term', () => {
		const terms = matched('conn', ['connect', 'connection'], 'connect a Connection').map(
			(match) => match.split(' ')[0]
		);
		expect(new Set(terms).size).toBe(1);
	});

	it.each([
		['its words are adjacent', 'its time to live is short', ['0 time to live']],
		['punctuation separates them', 'a time-to-live', ['0 time-to-live']],
		['another word separates them', 'the time of a show that is live', []],
		['their order is reversed', 'a live time', []],
		['only one is present', 'the time', []]
	])('of a phrase requires order and adjacency: %s', (_what, text, expected) => {
		expect(matched('ttl cache', ['cach', 'x', 'time live'], text)).toEqual(expected);
	});

	it('is not a stop word that equals a stem', () => {
		// Older English stemming rules reduced "use" to "us".
		const stem = (word: string) => (word === 'use' ? 'us' : word);
		const find = matchesOf('use', ['us'], createAnalyser('en', stem));
		const text = 'Tell us how to use it';
		expect(find(text).map(({ start }) => start)).toEqual([text.indexOf('use')]);
	});

	it('is a stop word if the query has no other words', () => {
		expect(matched('how to', ['=how', '=to'], 'How to cache')).toEqual(['0 How', '1 to']);
	});
});
