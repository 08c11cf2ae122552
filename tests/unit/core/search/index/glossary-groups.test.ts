import { beforeAll, describe, expect, it } from 'vitest';
import type { SynonymRule } from '../../../../../src/lib/core/article/search-rules.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { readHeader } from '../../../../../src/lib/core/search/index/index-file.ts';
import { IndexError, loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { withHeader } from './with-header.ts';
import { proseArticle } from './prose-article.ts';

const articles = (
	[
		['versions', 'Row versions', 'Optimistic concurrency compares the version of a row.'],
		['stock', 'Stock', 'Two orders overwrite a number, then another number.'],
		['queues', 'Queues', 'A message queue keeps a message. The application reads the queue.'],
		['programs', 'Programs', 'An application, an application and again the application.'],
		['labels', 'Labels', 'The label app has a value.'],
		['more', 'Users', 'Applications have users.']
	] as const
).map(proseArticle);

const row = (typed: string[], also: string[]): SynonymRule => ({ typed, also });
const glossary = [
	row(['overwrite each other', 'lost update'], ['optimistic concurrency', 'lease']),
	row(['broker', 'letter box'], ['message queue']),
	row(['app', 'application'], ['app', 'application']),
	row(['teapot'], ['kettle'])
];
const authors = [row(['broker'], ['stock']), row(['letter'], ['labels'])];
const build = (synonyms: SynonymRule[] = [], rows = glossary) =>
	buildSearchIndex(articles, 'en', synonyms, rows);
const groupsOf = (index: string) => readHeader(index)!.glossaryGroups;

describe('an index with the glossary', () => {
	it('has the rows that lead to an article, as terms', async () => {
		expect(groupsOf(await build())).toEqual([
			[['overwrit each other', 'lost updat'], ['optimist concurr']],
			[['broker', 'letter box'], ['messag queue']],
			[
				['app', 'applic'],
				['app', 'applic']
			]
		]);
	});

	it('is the same with rows that lead nowhere', async () => {
		const none = await build([], []);
		expect(await build([], [glossary[3]!])).toBe(none);
		expect(none).not.toContain('glossaryGroups');
	});

	it('leaves out what the authors have said', async () => {
		const groups = groupsOf(await build(authors))!;
		expect(groups.map(([typed]) => typed)).toContainEqual(['letter box']);
	});

	it('counts a phrase as no further word', async () => {
		const lengths = async (rows: SynonymRule[]) => {
			const { documents, averageLengths } = readHeader(await build([], rows))!;
			return { documents, averageLengths };
		};
		expect(await lengths(glossary)).toEqual(await lengths([]));
	});

	it('is rejected if they are damaged', async () => {
		const index = await build();
		for (const glossaryGroups of [7, [{}], [[7, ['app']]]])
			await expect(loadSearchEngine(withHeader(index, { glossaryGroups }))).rejects.toThrow(
				IndexError
			);
	});
});

describe('a search with the glossary', () => {
	let search: (query: string) => string[];
	let searchAuthors: (query: string) => string[];
	let searchPlain: (query: string) => string[];
	const opened = async (index: string) => {
		const engine = await loadSearchEngine(index);
		return (query: string) => engine.search(query).map(({ id }) => id.split('/')[1]!);
	};

	beforeAll(async () => {
		search = await opened(await build());
		searchAuthors = await opened(await build(authors));
		searchPlain = await opened(await build([], []));
	});

	it('finds by a phrase that no article has', () => {
		expect(searchPlain('lost updates')).toEqual([]);
		expect(search('lost updates')).toEqual(['versions']);
		expect(searchPlain('they overwrite each other')).not.toContain('versions');
		expect(search('they overwrite each other')).toContain('versions');
		expect(search('update that was lost')).toEqual([]);
	});

	it('goes one way', () => {
		expect(search('optimistic concurrency')).toEqual(searchPlain('optimistic concurrency'));
	});

	it('finds what the authors say, where both have the words', () => {
		expect(search('broker')).toEqual(['queues']);
		expect(searchAuthors('broker')).toEqual(['stock']);
		// The longer phrase is the glossary's, but a word of it is the authors'.
		expect(search('letter box')).toEqual(['queues']);
		expect(searchAuthors('letter box')).toEqual(['labels']);
	});

	it('ranks what a single word leads to after the articles that have it', () => {
		const have = searchPlain('application');
		expect(have).toHaveLength(3);
		expect(search('application')).toEqual([...have, 'labels']);
		expect(search('app')).toEqual(expect.arrayContaining(['labels', 'programs', 'queues']));
	});
});
