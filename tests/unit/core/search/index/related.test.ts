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
const related = async (articles = library, maxRelated = 3) =>
	relatedArticles(await buildSearchIndex(articles, 'en'), maxRelated);

describe('related articles', () => {
	it('share rare terms, most similar first, and exclude the article itself', async () => {
		const found = await related();
		expect(found['backend/outbox']).toEqual(['backend/relay', 'backend/queue']);
		expect(found['backend/ids']).toEqual(['backend/keys']);
	});

	it('exclude articles that share only common terms', async () => {
		const everywhere = [
			article('a', 'Alpha', `${common} apple`),
			article('b', 'Beta', `${common} banana`)
		];
		expect(await related(everywhere)).toEqual({ 'backend/a': [], 'backend/b': [] });
	});

	it('are found in a small library despite many unique terms', async () => {
		const own = (slug: string) =>
			[...'abcdefghijklmnop'].map((letter) => `${slug}${letter}word `.repeat(9)).join('');
		const few = library.map(({ slug, title, sections }) =>
			article(slug, title, `${sections[0]!.prose} ${own(slug)}`)
		);
		const found = await related(few);
		expect(found['backend/ids']).toEqual(['backend/keys']);
		expect(found['backend/queue']).toEqual(expect.arrayContaining(['backend/outbox']));
	});

	it('are limited in number and independent of input order', async () => {
		const two = await related(library, 1);
		expect(two['backend/outbox']).toEqual(['backend/relay']);
		const reversed = await related(library.toReversed());
		for (const [id, ids] of Object.entries(await related())) expect(reversed[id]).toEqual(ids);
	});

	it('are not affected by synonyms', async () => {
		const rules = [{ typed: ['mq'], also: ['relay broker', 'btree page'] }];
		const index = await buildSearchIndex(library, 'en', rules);
		expect(relatedArticles(index, 3)).toEqual(await related());
	});

	it('are empty for a library of zero or one articles', async () => {
		expect(await related([])).toEqual({});
		expect(await related(library.slice(0, 1))).toEqual({ 'backend/outbox': [] });
	});
});
