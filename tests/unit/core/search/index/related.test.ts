import { describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { relatedArticles } from '../../../../../src/lib/core/search/index/related.ts';

const article = (slug: string, title: string, prose: string) => ({
	category: 'backend',
	slug,
	title,
	description: '',
	headings: [],
	sections: [{ id: '', heading: '', prose, code: '' }]
});

const common = 'service request database performance '.repeat(5);
const library = [
	article('outbox', 'The outbox', `${common} outbox relay broker transaction relay`),
	article('relay', 'A relay', `${common} relay broker outbox acknowledgement`),
	article('queue', 'Queues', `${common} broker outbox redelivery`),
	article('ids', 'Identifiers', `${common} uuid nanoid collation alphabet`),
	article('keys', 'Keys', `${common} uuid collation btree page split`)
];
const related = async (articles = library, most = 3) =>
	relatedArticles(await buildSearchIndex(articles, 'en'), most);

describe('related articles', () => {
	it('share rare terms, nearest first, and are never the article itself', async () => {
		const found = await related();
		expect(found['backend/outbox']).toEqual(['backend/relay', 'backend/queue']);
		expect(found['backend/ids']).toEqual(['backend/keys']);
	});

	it('are not those that share only what every article says', async () => {
		const everywhere = [
			article('a', 'Alpha', `${common} apple`),
			article('b', 'Beta', `${common} banana`)
		];
		expect(await related(everywhere)).toEqual({ 'backend/a': [], 'backend/b': [] });
	});

	it('of a few articles are found however much each says that no other does', async () => {
		const own = (slug: string) =>
			[...'abcdefghijklmnop'].map((letter) => `${slug}${letter}word `.repeat(9)).join('');
		const few = library.map(({ slug, title, sections }) =>
			article(slug, title, `${sections[0]!.prose} ${own(slug)}`)
		);
		const found = await related(few);
		expect(found['backend/ids']).toEqual(['backend/keys']);
		expect(found['backend/queue']).toEqual(expect.arrayContaining(['backend/outbox']));
	});

	it('are as many as asked for at most, and the same in every order of the library', async () => {
		const two = await related(library, 1);
		expect(two['backend/outbox']).toEqual(['backend/relay']);
		const reversed = await related(library.toReversed());
		for (const [id, ids] of Object.entries(await related())) expect(reversed[id]).toEqual(ids);
	});

	it('are the same whatever stands for their words in a search', async () => {
		const rules = [{ typed: ['mq'], also: ['relay broker', 'btree page'] }];
		const index = await buildSearchIndex(library, 'en', rules);
		expect(relatedArticles(index, 3)).toEqual(await related());
	});

	it('of a library of none or one are none', async () => {
		expect(await related([])).toEqual({});
		expect(await related(library.slice(0, 1))).toEqual({ 'backend/outbox': [] });
	});
});
