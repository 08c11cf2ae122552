import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { editsOf } from '../../../../../src/lib/core/search/ranking/spelling.ts';
import { indexed, slugsOf, type Text } from './indexed.ts';

const library: Text[] = [
	['telegram', 'Notifications by Telegram', 'It notifies; a notification is a message.'],
	['outbox', 'Transactional outbox', 'Transactions commit; the relay is transactional.'],
	['auth', 'Authentication', 'Authenticating authenticates the authenticated.'],
	['speed', 'Optimizing', 'Optimize, optimized, optimizes: an optimization.'],
	['http', 'Clients', 'HttpClientFactory makes an HttpClient. It is a factory of clients.'],
	['pool', 'Pools', 'A pool of http connections, a client each, as a factory has it.'],
	['cache', 'Caching', 'A cache caches what was cached. TimeProvider tells the time.'],
	['ports', 'Ports', 'PostgreSQL listens on 5432, NATS on 4222.'],
	['rate', 'Limits', 'A rate limiter limits the rate.']
];

describe('a word that is being typed', () => {
	let engine: SearchEngine;
	const slugs = (query: string) => slugsOf(engine, query);

	beforeAll(async () => {
		engine = await indexed(library);
	});

	// The whole of it is in an index only as its stem, which is shorter than what was typed.
	it.each([
		['notification', 'telegram', 4],
		['transactional', 'outbox', 4],
		['authentication', 'auth', 4],
		['optimizing', 'speed', 4],
		['optimization', 'speed', 4],
		['caching', 'cache', 3],
		['HttpClientFactory', 'http', 3],
		['httpclientfactory', 'http', 3],
		['a rate limiter', 'rate', 4]
	])('finds what %j will find, from its letter %#', (word, slug, from) => {
		expect(slugs(word)[0]).toBe(slug);
		for (let length = from; length <= word.length; length++)
			expect(slugs(word.slice(0, length)), word.slice(0, length)).toContain(slug);
	});

	it('is completed as a name, not as its last part alone', () => {
		expect(slugs('HttpClientFa')[0]).toBe('http');
		expect(slugs('HttpClientF')[0]).toBe('http');
	});

	it('is not looked for within a longer word', () => {
		expect(slugs('cation')).toEqual([]);
	});
});

describe('an unknown word', () => {
	let engine: SearchEngine;
	const slugs = (query: string) => slugsOf(engine, query, false);

	beforeAll(async () => {
		engine = await indexed(library);
	});

	it.each([
		['has two letters swapped', 'notifciation', 'telegram'],
		['at its beginning', 'uathentication', 'auth'],
		['in its ending', 'authenticatoin', 'auth'],
		['in a short word', 'cahce', 'cache'],
		['lacks a letter', 'telgram', 'telegram'],
		['has one too many', 'optimizzing', 'speed'],
		['has another', 'outbax', 'outbox'],
		['has two slips', 'posttgresqll', 'ports'],
		['is a part of a name', 'HttpCleint', 'http']
	])('that %s is taken for the one that was meant: %j', (_slip, query, slug) => {
		expect(slugs(query)[0]).toBe(slug);
	});

	it.each([
		['a number with another digit', '5433'],
		['a version with another digit', 'NATS4'],
		['three letters', 'rte'],
		['nothing like any', 'xyzzyplugh']
	])('is not taken for another where it is %s: %j', (_what, query) => {
		expect(slugs(query).filter((slug) => slug !== 'ports' || query === '5433')).toEqual([]);
	});

	it('is taken for what is one slip away before what is two', async () => {
		const two = await indexed([
			['near', 'N', 'hashing'],
			['far', 'F', 'washings'],
			['other', 'O', 'nothing']
		]);
		expect(two.search('hashinb').map(({ id }) => id)).toEqual(['x/near']);
	});

	it('may be of another alphabet', async () => {
		const russian = await indexed([['db', 'База данных', 'Индекс ускоряет запрос.']], 'ru');
		for (const query of ['индкес', 'индек', 'запрсо', 'ускоряют'])
			expect(russian.search(query), query).toHaveLength(1);
	});
});

describe('edits', () => {
	it('are letters swapped, left out, put in or exchanged', () => {
		const edits = new Set(editsOf('cache'));
		for (const edit of ['acche', 'ache', 'caches', 'cachx', 'cacche', 'cahce'])
			expect(edits).toContain(edit);
		// 5 left out, 4 swapped, 26 · 6 put in, 26 · 5 exchanged; some are the same word.
		expect([...editsOf('cache')]).toHaveLength(5 + 4 + 26 * 6 + 26 * 5);
	});

	it('of a script without an alphabet are of its own letters', () => {
		expect([...editsOf('ไทย')]).toHaveLength(3 + 2);
	});
});
