import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { buildEngine, searchSlugs } from './build-engine.ts';

describe('a query of stop words', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		engine = await buildEngine([
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
	])('finds articles that contain %j, those with it in code first', (query, slugs) => {
		expect(searchSlugs(engine, query)).toEqual(slugs);
		expect(searchSlugs(engine, query, false)).toEqual(slugs);
	});

	it.each(['with', 'for', 'into', 'when', 'which', 'these', 'doing', 'having'])(
		'does not match words spelled like %j',
		async (query) => {
			const others = await buildEngine([
				['a', 'Within', 'withe forge intone whence', 'form(whenever)'],
				['b', 'Whichever', 'thesis theses dosing halving doings']
			]);
			expect(searchSlugs(others, query)).toEqual([]);
			expect(searchSlugs(others, query, false)).toEqual([]);
		}
	);

	it('matches as a prefix of a longer word while being typed', () => {
		expect(searchSlugs(engine, 'no')).toEqual(['title', 'near']);
		expect(searchSlugs(engine, 'no', false)).toEqual([]);
	});

	it('is marked in the text', () => {
		const [hit] = engine.search('do while');
		const text = 'do { dose(); } while (meanwhile);';
		const matches = matchesOf('do while', hit!.terms, engine.analyser)(text);
		expect(matches.map(({ start, end }) => text.slice(start, end))).toEqual(['do', 'while']);
	});

	it('is ignored next to other words', () => {
		expect(searchSlugs(engine, 'poll while this')).toEqual(['loop']);
	});

	it('in the text does not change the score of a title that contains it', async () => {
		const score = async (prose: string) => {
			const texts = [['a', 'Cache with a queue', prose] as const, ['b', 'Cache', prose] as const];
			return (await buildEngine(texts.map((text) => [...text]))).search('cache queue')[0]!.score;
		};
		expect(await score('with')).toBe(await score(''));
	});

	it.each(['wher', 'whlie', 'thsi', 'twhere'])('is not a spelling correction of %j', (query) => {
		expect(searchSlugs(engine, query, false)).toEqual([]);
	});
});

it('a keyword is a regular word in a language where it is not a stop word', async () => {
	const german = await buildEngine([['a', 'Schleifen', 'Wiederholt.', 'while (wahr)']], 'de');
	expect(searchSlugs(german, 'while')).toEqual(['a']);
});
