import { describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';

type Text = [slug: string, title: string, text: string];

/** Articles that make the tested words rare, so that they score higher. */
const fillers = Array.from({ length: 20 }, (_, n): Text => [
	`filler${n}`,
	`Filler ${n}`,
	'nothing'
]);

const buildEngine = async (language: string, ...texts: Text[]) =>
	loadSearchEngine(
		await buildSearchIndex(
			[...texts, ...fillers].map(([slug, title, prose]) => ({
				category: 'x',
				slug,
				title,
				description: '',
				headings: [],
				sections: [{ id: '', heading: '', prose, code: '' }]
			})),
			language
		)
	);

const repeated = (word: string) => `${word} `.repeat(9);

/** `wanted` has the lower score but ranks first by a rule. */
const rules: [rule: string, query: string, rank: string, articles: Text[]][] = [
	[
		'an article whose title equals the query',
		'cache keys',
		'title',
		[
			['other', 'The cache, keys', repeated('cache') + repeated('keys')],
			['wanted', 'Cache keys', 'x']
		]
	],
	[
		'a title that equals the query except for case, accents and punctuation',
		'  CAFÉ, racing! ',
		'title',
		[
			['other', 'The café racing', repeated('café') + repeated('racing')],
			['wanted', 'Cafe\u0301 racing', 'x']
		]
	],
	[
		'a title that equals the query, ignoring its subtitle',
		'latency revolution',
		'main title',
		[
			['other', 'A revolution of latency', repeated('latency') + repeated('revolution')],
			['wanted', 'Latency Revolution: from 60 s to 3 s', 'x']
		]
	],
	[
		'a title that equals the query, ignoring the site name',
		'cache keys',
		'main title',
		[
			['other', 'Keys, and a cache', repeated('cache') + repeated('keys')],
			['wanted', 'Cache Keys – Offprint', 'x']
		]
	],
	[
		'a title that contains the name',
		'HttpClientFactory',
		'name in title',
		[
			['other', 'Factories', repeated('HttpClientFactory')],
			['wanted', 'HttpClientFactory in depth', 'x']
		]
	],
	[
		'the few articles that contain the whole name',
		'HttpClientFactory',
		'has the name',
		[
			['other', 'Factories', repeated('http client factory')],
			['wanted', 'Notes', 'HttpClientFactory']
		]
	],
	[
		'an article with all parts of a dotted name',
		'System.Text.Json',
		'has the name',
		[
			['other', 'The system of text', repeated('system text')],
			['wanted', 'Serialising', `System.Text.Json ${repeated('does it well')}`]
		]
	],
	[
		'an article with every part of a query without spaces',
		'CI/CD',
		'has the name',
		[
			['other', 'CI', repeated('CI')],
			['more', 'More of CD', repeated('CD')],
			['less', 'Less of CD', repeated('CD')],
			['wanted', 'Delivery', `CI and CD ${repeated('deliver it')}`]
		]
	]
];

describe('ranks first', () => {
	it.each(rules)('%s', async (_rule, query, rank, articles) => {
		const engine = await buildEngine('en', ...articles);
		const hits = engine.search(query);
		expect(hits.length).toBeGreaterThan(1);
		expect(hits[0]!.id).toBe('x/wanted');
		expect(hits[0]!.score).toBeLessThan(hits[1]!.score);
		expect(engine.explain(query, 'x/wanted').rank).toBe(rank);
	});

	it('one of the few articles with a name while it is being typed', async () => {
		const engine = await buildEngine(
			'en',
			['other', 'Factories', repeated('http client fab')],
			['wanted', 'Notes', 'HttpClientFactory']
		);
		expect(engine.search('HttpClientFa', { typing: true })[0]!.id).toBe('x/wanted');
	});

	it('the higher score if many articles contain the name', async () => {
		const engine = await buildEngine(
			'en',
			...[1, 2, 3, 4].map((n): Text => [`some${n}`, `Notes ${n}`, 'IDesignTimeFactory once']),
			['wanted', 'The factory of design time', repeated('design time factory')]
		);
		expect(engine.search('IDesignTimeFactory')[0]!.id).toBe('x/wanted');
	});

	it('the higher score in scripts without spaces, where a question looks like a name', async () => {
		const engine = await buildEngine(
			'zh',
			['types', '数据类型', '数据类型的说明'],
			['wanted', '备份与恢复', '数据库如何备份和恢复']
		);
		expect(engine.search('数据库如何备份')[0]!.id).toBe('x/wanted');
	});
});

describe('articles with equal scores', () => {
	const texts = ['c', 'a', 'b'].map((slug): Text => [slug, 'The same', 'The same words.']);

	it('are ordered by id, regardless of input order', async () => {
		for (const order of [texts, texts.toReversed()])
			expect((await buildEngine('en', ...order)).search('words').map(({ id }) => id)).toEqual([
				'x/a',
				'x/b',
				'x/c'
			]);
	});
});
