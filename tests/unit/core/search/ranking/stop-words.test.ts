import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { indexed, slugsOf } from './indexed.ts';

describe('a query of stop words', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		engine = await indexed([
			['sql', 'Reading rows', 'Narrow the rows early.', 'SELECT id FROM jobs WHERE due IS NULL'],
			['loop', 'Polling', 'Poll again later.', 'do { poll(); } while (open); if (x) stop();'],
			['prose', 'Waiting', 'We wait while the relay sleeps, and not before.'],
			['chain', 'Promises', 'Chained.', 'load().then(show); this.ready = true; await next;'],
			['near', 'Whereabouts', 'Therein lie thistles, tens of doors and a note; thus, whitely.'],
			['title', 'How it is done', 'Nothing else.']
		]);
	});

	it.each([
		['where', ['sql']],
		['WHERE', ['sql']],
		['from where', ['sql']],
		['while', ['loop', 'prose']],
		['do while', ['loop', 'prose']],
		['then', ['chain']],
		['this', ['chain']],
		['if', ['loop']],
		['not', ['prose']],
		['is', ['title', 'sql']],
		['how', ['title']]
	])('finds the articles that have %j, those that use it in code first', (query, slugs) => {
		expect(slugsOf(engine, query)).toEqual(slugs);
		expect(slugsOf(engine, query, false)).toEqual(slugs);
	});

	it.each(['with', 'for', 'into', 'when', 'which', 'these', 'doing', 'having'])(
		'finds nothing by words that are spelled like %j',
		async (query) => {
			const others = await indexed([
				['a', 'Within', 'withe forge intone whence', 'form(whenever)'],
				['b', 'Whichever', 'thesis theses dosing halving doings']
			]);
			expect(slugsOf(others, query)).toEqual([]);
			expect(slugsOf(others, query, false)).toEqual([]);
		}
	);

	it('may be the first two letters of a longer word', () => {
		expect(slugsOf(engine, 'no')).toEqual(['title', 'near']);
		expect(slugsOf(engine, 'no', false)).toEqual([]);
	});

	it('is marked where the article has it', () => {
		const [hit] = engine.search('do while');
		const text = 'do { dose(); } while (meanwhile);';
		const matches = matchesOf('do while', hit!.terms, engine.analyser)(text);
		expect(matches.map(({ start, end }) => text.slice(start, end))).toEqual(['do', 'while']);
	});

	it('says nothing beside other words', () => {
		expect(slugsOf(engine, 'poll while this')).toEqual(['loop']);
	});

	it('in texts does not change what a title with it scores', async () => {
		const score = async (prose: string) => {
			const texts = [['a', 'Cache with a queue', prose] as const, ['b', 'Cache', prose] as const];
			return (await indexed(texts.map((text) => [...text]))).search('cache queue')[0]!.score;
		};
		expect(await score('with')).toBe(await score(''));
	});

	it.each(['wher', 'whlie', 'thsi', 'twhere'])('is not what %j is taken for', (query) => {
		expect(slugsOf(engine, query, false)).toEqual([]);
	});
});

it('a keyword is a plain word in a language where it is no stop word', async () => {
	const german = await indexed([['a', 'Schleifen', 'Wiederholt.', 'while (wahr)']], 'de');
	expect(slugsOf(german, 'while')).toEqual(['a']);
});
