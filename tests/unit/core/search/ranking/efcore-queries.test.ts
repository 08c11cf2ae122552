import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString } from 'mdast-util-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import type { SearchableArticle } from '../../../../../src/lib/core/search/index/document.ts';
import {
	loadSearchEngine,
	type SearchEngine
} from '../../../../../src/lib/core/search/ranking/engine.ts';
import { efcoreQueries, type QueryKind } from './efcore-queries.ts';

interface Document {
	slug: string;
	category: string;
	title: string;
	description: string;
	body: string;
}

/** JSON lines, gzipped or not. */
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

/** Least number of the forty that must be answered within the first so many. It never falls. */
const goals = [
	{ within: 1, least: 36 },
	{ within: 3, least: 39 },
	{ within: 10, least: 40 }
];

/** Whether the last word of a question may go on. */
const ways = [
	{ as: 'half words alone as being typed', typing: (kind: QueryKind) => kind === 'half word' },
	{ as: 'as the search box asks', typing: () => true }
];

describe.skipIf(!corpus)('forty questions to 281 documents (OFFPRINT_CORPUS)', () => {
	let engine: SearchEngine;

	beforeAll(async () => {
		const articles = readDocuments(corpus!).map(searchable);
		engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	}, 300_000);

	describe.each(ways)('asked $as', ({ typing }) => {
		it.each(goals)('$least are answered in the first $within', ({ within, least }) => {
			const missed = efcoreQueries.flatMap(({ kind, query, answers }) => {
				const slugs = engine
					.search(query, { typing: typing(kind) })
					.map(({ id }) => id.split('/')[1]!);
				const place = slugs.findIndex((slug) => answers.includes(slug)) + 1;
				return place && place <= within ? [] : [`${query}: ${place || 'none'}, first ${slugs[0]}`];
			});
			expect(efcoreQueries).toHaveLength(40);
			expect(efcoreQueries.length - missed.length, missed.join('\n')).toBeGreaterThanOrEqual(least);
		});
	});
});
