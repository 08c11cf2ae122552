import { describe, expect, it } from 'vitest';
import { minDocuments } from '../../../../../src/lib/core/search/index/vectors.ts';
import { buildEngine, searchSlugs, type Text } from './build-engine.ts';

/** Enough articles for pairs and vectors, on four subjects. */
const subjects = ['locks rows waits', 'caches keys expiry', 'queues relays events', 'hosts ports'];
const fillers = Array.from({ length: minDocuments }, (_, n): Text => {
	const own = `${n}`.replace(/\d/g, (digit) => 'qxzkvwjhgf'[Number(digit)]!);
	return [`filler-${n}`, `Filler ${own}`, `${subjects[n % 4]}. ${own} ${own}. ${subjects[n % 4]}.`];
});
const articles: Text[] = [
	[
		'apart',
		'One',
		'An update happens. Something gets lost. Some things update. More was lost before.'
	],
	[
		'together',
		'Two',
		'A lost update happens. Something gets written. Some lost updates come before.'
	],
	['on-topic', 'Three', 'An overwrite. Locks, rows, waits. Locks, rows, waits.'],
	['off-topic', 'Four', 'An overwrite. Hosts, ports, hosts. Hosts, ports, hosts.']
];
const engine = await buildEngine([...articles, ...fillers]);
const shareOf = (query: string, slug: string, name: string) =>
	engine.explain(query, `x/${slug}`).shares.find(({ term }) => term === name)?.score ?? 0;

describe('terms of a query together', () => {
	it('rank an article first that has them next to each other', () => {
		expect(searchSlugs(engine, 'lost update')[0]).toBe('together');
		expect(shareOf('lost update', 'together', '(near)')).toBeGreaterThan(
			shareOf('lost update', 'apart', '(near)')
		);
	});

	it('count next to each other in a phrase with a word that is still being typed', () => {
		const { shares } = engine.explain('lost upda', 'x/together', { typing: true });
		expect(shares.map(({ term }) => term)).toContain('(near)');
	});

	it('rank an article higher if its topic is that of the best ones', () => {
		const query = 'overwrite rows';
		expect(shareOf(query, 'on-topic', '(like)')).toBeGreaterThan(0);
		expect(shareOf(query, 'off-topic', '(like)')).toBeLessThan(
			shareOf(query, 'on-topic', '(like)')
		);
	});

	it('explain a score as a sum', () => {
		for (const query of ['lost update', 'overwrite locks rows', 'filler ports'])
			for (const { id, score } of engine.search(query)) {
				const { shares } = engine.explain(query, id);
				expect(shares.reduce((sum, share) => sum + share.score, 0)).toBeCloseTo(score, 9);
			}
	});

	it('find no other articles than each finds alone', () => {
		const alone = ['lost', 'ports'].flatMap((query) => searchSlugs(engine, query));
		expect(new Set(searchSlugs(engine, 'lost ports'))).toEqual(new Set(alone));
	});

	it('say nothing about a single term, or in a library too small for it', async () => {
		const names = (one: typeof engine, query: string) =>
			one.explain(query, 'x/together').shares.map(({ term }) => term);
		expect(names(engine, 'lost')).toEqual(['lost']);
		expect(names(await buildEngine(articles), 'lost update')).toEqual(['lost', 'updat']);
	});
});

describe('the share of a phrase that an article has', () => {
	it.each([
		['all of it', 'lost update', 'together', 1],
		['two thirds', 'lost update before', 'together', 2 / 3],
		['none', 'lost update', 'apart', 0],
		['none of a single word', 'lost', 'together', 0]
	])('is %s', (_what, phrase, slug, share) => {
		expect(engine.phraseShare(phrase, `x/${slug}`)).toBe(share);
	});

	it('is unknown in a library without pairs', async () => {
		const small = await buildEngine(articles);
		expect(small.phraseShare('lost update', 'x/together')).toBe(0);
	});
});
