import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import type { Weights } from '../../src/lib/core/search/index/index-options.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { readJsonLines } from './json-lines.ts';
import type { Measure } from './measures.ts';

export interface JudgedDocument {
	id: string;
	title: string;
	text: string;
}

export interface JudgedQuery {
	id: string;
	text: string;
}

/** Relevance by document id. */
export type Judgments = ReadonlyMap<string, number>;
/** Returns document ids, best first. */
type Rank = (query: string) => string[];

/**
 * Collections with their minimum scores. The k8s-so score is for documents indexed like articles,
 * with headings as a separate field, a cheaper alternative to scoring sections: adding half of the
 * best section's score needs a second index (377 KB for the 281 documents) and raises title and text
 * alone from 0.25 to 0.31–0.33. A headings field gives 0.32–0.34 with or without section scores, and
 * section scores lose five of the forty questions' rank-1 answers (measured in November 2026).
 */
const collections = {
	'k8s-so': { budget: 0.335, markdown: true },
	cosqa: { budget: 0.425, markdown: false }
};
const cutoff = 10;

/** nDCG with linear gain, as in trec_eval (Järvelin and Kekäläinen 2002). */
export function ndcg(ranked: readonly string[], judged: Judgments): number {
	const gain = (relevances: readonly number[]) =>
		relevances.slice(0, cutoff).reduce((sum, rel, n) => sum + rel / Math.log2(n + 2), 0);
	const ideal = gain([...judged.values()].toSorted((a, b) => b - a));
	return ideal && gain(ranked.map((id) => judged.get(id) ?? 0)) / ideal;
}

function readJudgments(path: string): Map<string, Map<string, number>> {
	const judged = new Map<string, Map<string, number>>();
	for (const line of readFileSync(path, 'utf8').split('\n')) {
		const [query, document, relevance] = line.trim().split('\t');
		if (!query || !document || !Number.isFinite(Number(relevance))) continue;
		if (!judged.has(query)) judged.set(query, new Map());
		judged.get(query)!.set(document, Number(relevance));
	}
	return judged;
}

/** A document with the headings to index. */
export type IndexedDocument = JudgedDocument & { headings: readonly string[] };

const markdownHeadings = (text: string) =>
	[...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading!);

/** Our engine by its weights, with each document as an article of one section. */
export async function ourRanks(
	documents: readonly IndexedDocument[]
): Promise<(weights?: Weights) => (query: string, typing?: boolean) => string[]> {
	const articles = documents.map(({ title, headings, text }, n) => ({
		category: 'x',
		slug: String(n),
		title,
		description: '',
		headings: headings.map((heading) => ({ id: '', depth: 2, text: heading })),
		sections: [{ id: '', heading: '', prose: text, code: '' }]
	}));
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	return (weights) => {
		const weighted = weights ? engine.withWeights(weights) : engine;
		return (query, typing = false) =>
			weighted
				.search(query, { typing })
				.map(({ id }) => documents[Number(id.slice('x/'.length))]!.id);
	};
}

export const ourRank = async (documents: readonly IndexedDocument[]) =>
	(await ourRanks(documents))();

/** MiniSearch with default settings and the same fields. */
function baselineRank(documents: readonly IndexedDocument[]): Rank {
	const index = new MiniSearch<IndexedDocument>({ fields: ['title', 'headings', 'text'] });
	index.addAll(documents);
	return (query) => index.search(query).map(({ id }) => id as string);
}

type CollectionName = keyof typeof collections;

/** Documents, and the queries that have judgments. */
export interface Collection {
	/** With the headings of those in Markdown. */
	documents: IndexedDocument[];
	queries: JudgedQuery[];
	judgments: ReadonlyMap<string, Judgments>;
}

function readCollection(folder: string, { markdown }: { markdown: boolean }): Collection {
	const judgments = readJudgments(join(folder, 'qrels.tsv'));
	return {
		documents: readJsonLines<JudgedDocument>(join(folder, 'docs.jsonl.gz')).map((document) => ({
			...document,
			headings: markdown ? markdownHeadings(document.text) : []
		})),
		queries: readJsonLines<JudgedQuery>(join(folder, 'queries.jsonl')).filter(({ id }) =>
			judgments.has(id)
		),
		judgments
	};
}

/** What each collection gives that `folder` has, by its name. */
export async function forEachCollection<Result>(
	folder: string,
	measure: (collection: Collection, name: CollectionName) => Promise<Result>
): Promise<Partial<Record<CollectionName, Result>>> {
	const results: Partial<Record<CollectionName, Result>> = {};
	for (const name of Object.keys(collections) as CollectionName[]) {
		const collection = join(folder, name);
		if (existsSync(collection))
			results[name] = await measure(readCollection(collection, collections[name]), name);
	}
	return results;
}

async function measureCollection(
	{ documents, queries, judgments }: Collection,
	name: CollectionName
): Promise<Measure[]> {
	const score = (rank: Rank) =>
		queries.reduce((sum, { id, text }) => sum + ndcg(rank(text), judgments.get(id)!), 0) /
		queries.length;
	const label = `nDCG@${cutoff}, ${name}, ${queries.length} queries`;
	const { budget, markdown } = collections[name];

	async function compare(fields: string, indexed: IndexedDocument[], minScore?: number) {
		const measure = (engine: string, rank: Rank): Measure => ({
			name: `${label}, ${fields}, ${engine}`,
			value: score(rank),
			unit: 'score'
		});
		return [
			{ ...measure('ours', await ourRank(indexed)), budget: minScore },
			measure('MiniSearch with default settings', baselineRank(indexed))
		];
	}

	if (!markdown) return compare('title and text', documents, budget);
	return [
		...(await compare('title, headings and text', documents, budget)),
		...(await compare(
			'title and text only',
			documents.map((document) => ({ ...document, headings: [] }))
		))
	];
}

export async function measureJudged(folder: string): Promise<Measure[]> {
	const measured = await forEachCollection(folder, measureCollection);
	return (Object.keys(collections) as CollectionName[]).flatMap(
		(name) =>
			measured[name] ?? {
				name: `nDCG@${cutoff}, ${name}`,
				value: null,
				unit: 'score',
				budget: collections[name].budget,
				note: 'skipped: not found in OFFPRINT_JUDGED'
			}
	);
}
