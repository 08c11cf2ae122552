import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { editsOf } from '../../../../../src/lib/core/search/ranking/spelling.ts';
import { buildEngine, searchSlugs, type Text } from './build-engine.ts';

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
	const slugs = (query: string) => searchSlugs(engine, query);

	beforeAll(async () => {
		engine = await buildEngine(library);
	});

	// The index holds only the stem, which is shorter than the typed word.
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
	])('finds the article for %j early and keeps finding it', (word, slug, from) => {
		expect(slugs(word)[0]).toBe(slug);
		for (let length = from; length <= word.length; length++)
			expect(slugs(word.slice(0, length)), word.slice(0, length)).toContain(slug);
	});

	it('is completed as a name, not as its last part alone', () => {
		expect(slugs('HttpClientFa')[0]).toBe('http');
		expect(slugs('HttpClientF')[0]).toBe('http');
	});

	it('does not match inside a longer word', () => {
		expect(slugs('cation')).toEqual([]);
	});
});

describe('an unknown word', () => {
	let engine: SearchEngine;
	const slugs = (query: string) => searchSlugs(engine, query, false);

	beforeAll(async () => {
		engine = await buildEngine(library);
	});

	it.each([
		['with two swapped letters', 'notifciation', 'telegram'],
		['with swapped letters at its beginning', 'uathentication', 'auth'],
		['with swapped letters in its suffix', 'authenticatoin', 'auth'],
		['that is short', 'cahce', 'cache'],
		['with a missing letter', 'telgram', 'telegram'],
		['with an extra letter', 'optimizzing', 'speed'],
		['with a wrong letter', 'outbax', 'outbox'],
		['with two typos', 'posttgresqll', 'ports'],
		['that is part of a name', 'HttpCleint', 'http']
	])('%s is corrected: %j', (_typo, query, slug) => {
		expect(slugs(query)[0]).toBe(slug);
	});

	it.each([
		['a number with another digit', '5433'],
		['a version with another digit', 'NATS4'],
		['three letters', 'rte'],
		['unlike any word', 'xyzzyplugh']
	])('is not corrected if it is %s: %j', (_what, query) => {
		expect(slugs(query).filter((slug) => slug !== 'ports' || query === '5433')).toEqual([]);
	});

	it('is corrected to a word one edit away before one two edits away', async () => {
		const two = await buildEngine([
			['near', 'N', 'hashing'],
			['far', 'F', 'washings'],
			['other', 'O', 'nothing']
		]);
		expect(two.search('hashinb').map(({ id }) => id)).toEqual(['x/near']);
	});

	it('is corrected in other alphabets', async () => {
		const russian = await buildEngine([['db', 'База данных', 'Индекс ускоряет запрос.']], 'ru');
		for (const query of ['индкес', 'индек', 'запрсо', 'ускоряют'])
			expect(russian.search(query), query).toHaveLength(1);
	});
});

describe('edits', () => {
	it('are transpositions, deletions, insertions and substitutions', () => {
		const edits = new Set(editsOf('cache'));
		for (const edit of ['acche', 'ache', 'caches', 'cachx', 'cacche', 'cahce'])
			expect(edits).toContain(edit);
		// 5 deletions, 4 transpositions, 26 · 6 insertions, 26 · 5 substitutions, with duplicates.
		expect([...editsOf('cache')]).toHaveLength(5 + 4 + 26 * 6 + 26 * 5);
	});

	it('in a script without a known alphabet use only the word’s own letters', () => {
		expect([...editsOf('ไทย')]).toHaveLength(3 + 2);
	});
});
