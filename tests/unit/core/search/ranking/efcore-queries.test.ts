import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import type { SearchableArticle } from '../../../../../src/lib/core/search/index/analyse-article.ts';
import {
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';
import { efcoreQueries, type QueryKind } from './efcore-queries.ts';
import { secondEfcoreQueries } from './efcore-second-queries.ts';

interface Document {
	slug: string;
	category: string;
	title: string;
	description: string;
	body: string;
}

/** Reads a JSON Lines file, gzipped or plain. */
function readDocuments(path: string): Document[] {
	const bytes = readFileSync(path);
	const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Document);
}

function searchable({ body, ...document }: Document): SearchableArticle {
	const blocks = fromMarkdown(body).children;
	const headings = blocks
		.filter((block) => block.type === 'heading')
		.map((block) => ({ id: '', depth: block.depth, text: toString(block) }));
	const prose = blocks.filter((block) => block.type !== 'code').map((block) => toString(block));
	const code = blocks.filter((block) => block.type === 'code').map(({ value }) => value);
	return {
		...document,
		headings,
		sections: [{ id: '', heading: '', prose: prose.join('\n'), code: code.join('\n') }]
	};
}

const corpus = process.env.OFFPRINT_CORPUS;

/**
 * Minimum numbers of questions answered within a rank, as measured; never lower them. A document is one
 * section here, with which `npm run bench -- quality` answers a few more.
 */
const sets = [
	{
		name: 'forty',
		questions: efcoreQueries,
		count: 40,
		goals: [
			{ within: 1, minAnswered: 38 },
			{ within: 3, minAnswered: 39 },
			{ within: 10, minAnswered: 40 }
		]
	},
	{
		name: 'eighty',
		questions: secondEfcoreQueries,
		count: 80,
		goals: [
			{ within: 1, minAnswered: 58 },
			{ within: 3, minAnswered: 63 },
			{ within: 10, minAnswered: 71 }
		]
	}
];

/** Whether the last word of a question may be incomplete. */
const modes = [
	{
		as: 'with only prefix questions as being typed',
		typing: (kind: QueryKind) => kind === 'prefix'
	},
	{ as: 'as in the search box', typing: () => true }
];

describe.skipIf(!corpus)('questions about 281 documents (OFFPRINT_CORPUS)', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		const articles = readDocuments(corpus!).map(searchable);
		engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	}, 300_000);

	describe.each(sets)('the $name', ({ questions, count, goals }) => {
		describe.each(modes)('asked $as', ({ typing }) => {
			/** Rank of the first answer of each question, 0 if it is not found. */
			let ranks: { query: string; rank: number; first?: string }[];

			beforeAll(() => {
				ranks = questions.map(({ kind, query, answers }) => {
					const slugs = engine
						.search(query, { typing: typing(kind) })
						.map(({ id }) => id.split('/')[1]!);
					const rank = slugs.findIndex((slug) => answers.includes(slug)) + 1;
					return { query, rank, first: slugs[0] };
				});
			});

			it.each(goals)(
				'at least $minAnswered are answered in the top $within',
				({ within, minAnswered }) => {
					const missed = ranks
						.filter(({ rank }) => !rank || rank > within)
						.map(({ query, rank, first }) => `${query}: ${rank || 'none'}, first ${first}`);
					expect(questions).toHaveLength(count);
					expect(questions.length - missed.length, missed.join('\n')).toBeGreaterThanOrEqual(
						minAnswered
					);
				}
			);
		});
	});
});
