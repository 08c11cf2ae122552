import { describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';

type Text = [slug: string, title: string, text: string];

/** Words of few articles are worth more. */
const fillers = Array.from({ length: 20 }, (_, n): Text => [
	`filler${n}`,
	`Filler ${n}`,
	'nothing'
]);

const indexed = async (language: string, ...texts: Text[]) =>
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

const much = (word: string) => `${word} `.repeat(9);

/** The article `wanted` has the lower score: a rule puts it first. */
const rules: [rule: string, query: string, rank: string, articles: Text[]][] = [
	[
		'a query that is a title',
		'cache keys',
		'title',
		[
			['other', 'The cache, keys', much('cache') + much('keys')],
			['wanted', 'Cache keys', 'x']
		]
	],
	[
		'letters, accents and signs of a title are not told apart',
		'  CAFÉ, racing! ',
		'title',
		[
			['other', 'The café racing', much('café') + much('racing')],
			['wanted', 'Cafe\u0301 racing', 'x']
		]
	],
	[
		'a query that is a title before its subtitle',
		'latency revolution',
		'main title',
		[
			['other', 'A revolution of latency', much('latency') + much('revolution')],
			['wanted', 'Latency Revolution: from 60 s to 3 s', 'x']
		]
	],
	[
		'a query that is a title before the name of the collection',
		'cache keys',
		'main title',
		[
			['other', 'Keys, and a cache', much('cache') + much('keys')],
			['wanted', 'Cache Keys – Offprint', 'x']
		]
	],
	[
		'a title that has the name',
		'HttpClientFactory',
		'name in title',
		[
			['other', 'Factories', much('HttpClientFactory')],
			['wanted', 'HttpClientFactory in depth', 'x']
		]
	],
	[
		'the few that have the whole name, not a part of it',
		'HttpClientFactory',
		'has the name',
		[
			['other', 'Factories', much('http client factory')],
			['wanted', 'Notes', 'HttpClientFactory']
		]
	],
	[
		'all of a name with full stops',
		'System.Text.Json',
		'has the name',
		[
			['other', 'The system of text', much('system text')],
			['wanted', 'Serialising', `System.Text.Json ${much('does it well')}`]
		]
	],
	[
		'every part of what stands without spaces',
		'CI/CD',
		'has the name',
		[
			['other', 'CI', much('CI')],
			['more', 'More of CD', much('CD')],
			['less', 'Less of CD', much('CD')],
			['wanted', 'Delivery', `CI and CD ${much('deliver it')}`]
		]
	]
];

describe('first comes', () => {
	it.each(rules)('%s', async (_rule, query, rank, articles) => {
		const engine = await indexed('en', ...articles);
		const hits = engine.search(query);
		expect(hits.length).toBeGreaterThan(1);
		expect(hits[0]!.id).toBe('x/wanted');
		expect(hits[0]!.score).toBeLessThan(hits[1]!.score);
		expect(engine.explain(query, 'x/wanted').rank).toBe(rank);
	});

	it('a name in its few articles while it is being typed', async () => {
		const engine = await indexed(
			'en',
			['other', 'Factories', much('http client fab')],
			['wanted', 'Notes', 'HttpClientFactory']
		);
		expect(engine.search('HttpClientFa', { typing: true })[0]!.id).toBe('x/wanted');
	});

	it('the higher score where many have the name', async () => {
		const engine = await indexed(
			'en',
			...[1, 2, 3, 4].map((n): Text => [`some${n}`, `Notes ${n}`, 'IDesignTimeFactory once']),
			['wanted', 'The factory of design time', much('design time factory')]
		);
		expect(engine.search('IDesignTimeFactory')[0]!.id).toBe('x/wanted');
	});

	it('the higher score in a script without spaces, where a question looks like a name', async () => {
		const engine = await indexed(
			'zh',
			['types', '数据类型', '数据类型的说明'],
			['wanted', '备份与恢复', '数据库如何备份和恢复']
		);
		expect(engine.search('数据库如何备份')[0]!.id).toBe('x/wanted');
	});
});

describe('equal articles', () => {
	const texts = ['c', 'a', 'b'].map((slug): Text => [slug, 'The same', 'The same words.']);

	it('come in the order of their ids, however the library was read', async () => {
		for (const order of [texts, texts.toReversed()])
			expect((await indexed('en', ...order)).search('words').map(({ id }) => id)).toEqual([
				'x/a',
				'x/b',
				'x/c'
			]);
	});
});
