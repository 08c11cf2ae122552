import { beforeAll, describe, expect, it } from 'vitest';
import type { SynonymRule } from '../../../../../src/lib/core/article/search-rules.ts';
import { createAnalyser, type QueryTerm } from '../../../../../src/lib/core/search/text/analyse.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import {
	IndexError,
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';
import {
	createExpansion,
	createFindPhrases
} from '../../../../../src/lib/core/search/index/synonyms.ts';
import { withHeader } from './with-header.ts';
import { proseArticle } from './prose-article.ts';

const equivalent = (...words: string[]): SynonymRule => ({ typed: words, also: words });

const rules: SynonymRule[] = [
	equivalent('DI', 'dependency injection'),
	equivalent('pg', 'PostgreSQL'),
	equivalent('DDD', 'domain-driven design'),
	{ typed: ['broker'], also: ['NATS'] },
	{ typed: ['broker'], also: ['RabbitMQ', 'nats'] },
	{ typed: ['design'], also: ['drawing'] },
	{ typed: ['***'], also: ['anything'] }
];

const termsOf = (terms: readonly QueryTerm[]) => terms.map(({ term }) => term);

describe('query terms', () => {
	const analyser = createAnalyser('en');
	const expand = createExpansion(rules, analyser);

	it.each([
		['nothing known', ['nothing', 'known'], []],
		['pg index', ['index'], [[['pg'], ['postgresql']]]],
		['PostgreSQL', ['postgre', 'sql'], [[['postgresql'], ['pg']]]],
		['DI lifetime', ['lifetime'], [[['di'], ['dependency injection']]]],
		['dependency injection', [], [[['dependency', 'injection'], ['di']]]],
		['injection of a dependency', ['injection', 'dependency'], []],
		['domain driven design', [], [[['domain', 'driven', 'design'], ['ddd']]]],
		['domain-driven design', ['domaindriven'], [[['domain', 'driven', 'design'], ['ddd']]]],
		['driven design', ['driven'], [[['design'], ['drawing']]]],
		['broker', [], [[['broker'], ['nats', 'rabbitmq']]]],
		['nats', ['nats'], []],
		['injection in dependency injection', ['injection'], [[['dependency', 'injection'], ['di']]]],
		['', [], []]
	] as const)('of %j', (query, plain, groups) => {
		const expanded = expand(analyser.queryTerms(query));
		expect(termsOf(expanded.plain)).toEqual(plain);
		expect(
			expanded.groups.map(({ terms, alternatives }) => [termsOf(terms), termsOf(alternatives)])
		).toEqual(groups);
	});

	it('are unchanged without rules', () => {
		const { plain, groups } = createExpansion([], analyser)(analyser.queryTerms('another thing'));
		expect([termsOf(plain), groups]).toEqual([['another', 'thing'], []]);
	});
});

it('finds a phrase if accents give a word two stems', async () => {
	const analyser = createAnalyser('fr', await loadStemmer('fr'));
	const find = createFindPhrases([equivalent('json', 'données structurées')], analyser);
	const termsOf = (text: string) => analyser.documentPlaces(text).map(({ term }) => term);
	expect(find(termsOf('Toutes les données structurées du site'))).toHaveLength(1);
	expect(find(termsOf('Les données, et plus loin : structurées'))).toEqual([]);
});

describe('phrases in synonym rules', () => {
	const analyser = createAnalyser('en');
	const find = createFindPhrases([...rules, equivalent('TTL', 'time to live')], analyser);

	it.each([
		['a container of dependency injection', ['dependency injection']],
		['Dependency-Injection', ['dependency injection']],
		['injection of a dependency', []],
		['its time to live, and the live time', ['time live']],
		[
			'domain-driven design; domain driven design',
			['domain driven design', 'domain driven design']
		],
		['pg', []]
	])('in %j', (text, phrases) => {
		const terms = analyser.documentPlaces(text).map(({ term }) => term);
		expect(find(terms)).toEqual(phrases);
	});
});

const articles = (
	[
		[
			'lifetimes',
			'Lifetimes',
			'The container of dependency injection decides how long objects live.'
		],
		[
			'apart',
			'Apart',
			'The injection is not by the dependency; a dependency waits for its injection.'
		],
		['packages', 'Packages', 'Each dependency has a version; each version has a dependency.'],
		['tables', 'Tables', 'What PostgreSQL does with a table. PostgreSQL and a table again.'],
		['both', 'Short names', 'A pg dump is a dump of PostgreSQL, and pg is short for it.'],
		['messages', 'Messages', 'NATS delivers at most once.'],
		['markets', 'Markets', 'A broker sells what others own.'],
		['hard', 'Hard work', 'Nothing to see.']
	] as const
).map(proseArticle);

describe('a search with synonyms', () => {
	let plain: SearchEngine;
	let engine: SearchEngine;
	const ids = (query: string, typing = false) =>
		engine.search(query, { typing }).map(({ id }) => id.split('/')[1]);

	beforeAll(async () => {
		const more = [...rules, equivalent('herd', 'messages')];
		plain = await loadSearchEngine(await buildSearchIndex(articles, 'en', [], []));
		engine = await loadSearchEngine(await buildSearchIndex(articles, 'en', more, []));
	});

	it('finds an article by a word it does not contain', () => {
		expect(plain.search('DI')).toEqual([]);
		expect(ids('DI')).toEqual(['lifetimes']);
		expect(ids('pg')).toContain('tables');
	});

	it('matches a phrase only as a whole', () => {
		expect(ids('DI')).not.toContain('packages');
		expect(ids('dependency')).toContain('packages');
	});

	it('matches the words of a phrase only if adjacent', () => {
		expect(plain.search('dependency injection').map(({ id }) => id)).toContain('backend/apart');
		expect(ids('DI')).toEqual(['lifetimes']);
	});

	it('applies one-way rules in one direction', () => {
		expect(ids('broker').toSorted()).toEqual(['markets', 'messages']);
		expect(ids('nats')).toEqual(['messages']);
	});

	it('counts equivalent words once', async () => {
		const equal = await loadSearchEngine(
			await buildSearchIndex(articles, 'en', [equivalent('pg', 'PostgreSQL')], [])
		);
		const score = (query: string, id: string) =>
			equal.search(query).find((hit) => hit.id === `backend/${id}`)!.score;
		const alone = (query: string) =>
			plain.search(query).find(({ id }) => id === 'backend/both')!.score;
		expect(score('pg', 'both')).toBeCloseTo(Math.max(alone('pg'), alone('postgresql')), 9);
	});

	it('returns all matched words of a hit, for marking', () => {
		const hit = engine.search('dump of pg').find(({ id }) => id === 'backend/both')!;
		expect(hit.terms.toSorted()).toEqual(['dump', 'pg', 'postgresql']);
	});

	it('does not treat a known synonym as a typo', () => {
		expect(plain.search('herd').map(({ id }) => id)).toEqual(['backend/hard']);
		expect(ids('herd')).toEqual(['messages']);
	});

	it('still completes a word while it is being typed', () => {
		expect(ids('br', true)).toEqual(['markets']);
		expect(ids('dump pg', true)[0]).toBe('both');
	});

	it.each(['DI lifetimes', 'broker', 'pg table dump', 'dependency injection container'])(
		'explains the score of %j as the sum of term scores',
		(query) => {
			for (const { id, score } of engine.search(query)) {
				const { shares } = engine.explain(query, id);
				expect(shares.reduce((sum, share) => sum + share.score, 0)).toBeCloseTo(score, 9);
			}
		}
	);

	it('names the synonyms that matched', async () => {
		const { documentTerms } = createAnalyser('en', await loadStemmer('en'));
		expect(engine.explain('DI', 'backend/lifetimes').shares).toMatchObject([
			{ term: 'di', matched: [documentTerms('dependency injection').join(' ')] }
		]);
	});

	it('rejects an index with damaged synonyms', async () => {
		const index = await buildSearchIndex(articles, 'en');
		for (const synonyms of [7, [{}], [{ typed: [1], also: [] }]])
			await expect(loadSearchEngine(withHeader(index, { synonyms }))).rejects.toThrow(IndexError);
	});

	it('adds nothing to an index without synonyms', async () => {
		expect(await buildSearchIndex(articles, 'en')).toBe(await buildSearchIndex(articles, 'en', []));
		expect(await buildSearchIndex(articles, 'en')).not.toContain('synonyms');
	});
});
