import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { readJsonLines } from './json-lines.ts';
import type { Measure } from './measures.ts';

interface JudgedDocument {
	id: string;
	title: string;
	text: string;
}

interface Query {
	id: string;
	text: string;
}

/** Relevance of documents by their id. */
type Judgements = ReadonlyMap<string, number>;
/** Ids of documents, best first. */
type Rank = (query: string) => string[];

/**
 * Collections with the least score. That of k8s-so is for documents indexed as articles are, with
 * their headings as a field of their own, as these are the cheaper way to what sections give: half of
 * the best section's score added takes a second index, of 377 KB for the 281 documents, and brings
 * title and text alone from .25 to between .31 and .33; headings as a field give .32 to .34 with and
 * without sections, which cost the forty questions five first places (measured in November 2026).
 */
const collections = {
	'k8s-so': { budget: 0.31, markdown: true },
	cosqa: { budget: 0.39, markdown: false }
};
const depth = 10;

/** nDCG with linear gain, as trec_eval has it (Järvelin and Kekäläinen 2002). */
function ndcg(ranked: readonly string[], judged: Judgements): number {
	const gain = (relevances: readonly number[]) =>
		relevances.slice(0, depth).reduce((sum, rel, n) => sum + rel / Math.log2(n + 2), 0);
	const ideal = gain([...judged.values()].toSorted((a, b) => b - a));
	return ideal && gain(ranked.map((id) => judged.get(id) ?? 0)) / ideal;
}

function readJudgements(path: string): Map<string, Map<string, number>> {
	const judged = new Map<string, Map<string, number>>();
	for (const line of readFileSync(path, 'utf8').split('\n')) {
		const [query, document, relevance] = line.trim().split('\t');
		if (!query || !document || !Number.isFinite(Number(relevance))) continue;
		if (!judged.has(query)) judged.set(query, new Map());
		judged.get(query)!.set(document, Number(relevance));
	}
	return judged;
}

/** A document with the headings that are indexed of it. */
type IndexedDocument = JudgedDocument & { headings: readonly string[] };

const markdownHeadings = (text: string) =>
	[...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading!);

/** Ours, each document as an article of one section. */
async function ourRank(documents: readonly IndexedDocument[]): Promise<Rank> {
	const articles = documents.map(({ title, headings, text }, n) => ({
		category: 'x',
		slug: String(n),
		title,
		description: '',
		headings: headings.map((heading) => ({ id: '', depth: 2, text: heading })),
		sections: [{ id: '', heading: '', prose: text, code: '' }]
	}));
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	return (query) =>
		engine.search(query).map(({ id }) => documents[Number(id.slice('x/'.length))]!.id);
}

/** MiniSearch as it comes, with the same fields. */
function plainRank(documents: readonly IndexedDocument[]): Rank {
	const index = new MiniSearch<IndexedDocument>({ fields: ['title', 'headings', 'text'] });
	index.addAll(documents);
	return (query) => index.search(query).map(({ id }) => id as string);
}

async function measureCollection(
	folder: string,
	name: keyof typeof collections
): Promise<Measure[]> {
	const documents = readJsonLines<JudgedDocument>(join(folder, 'docs.jsonl.gz'));
	const judgements = readJudgements(join(folder, 'qrels.tsv'));
	const queries = readJsonLines<Query>(join(folder, 'queries.jsonl')).filter(({ id }) =>
		judgements.has(id)
	);
	const score = (rank: Rank) =>
		queries.reduce((sum, { id, text }) => sum + ndcg(rank(text), judgements.get(id)!), 0) /
		queries.length;
	const label = `nDCG@${depth}, ${name}, ${queries.length} queries`;
	const { budget, markdown } = collections[name];

	async function compare(fields: string, indexed: IndexedDocument[], least?: number) {
		const measure = (who: string, rank: Rank): Measure => ({
			name: `${label}, ${fields}, ${who}`,
			value: score(rank),
			unit: 'score'
		});
		return [
			{ ...measure('ours', await ourRank(indexed)), budget: least },
			measure('MiniSearch as it comes', plainRank(indexed))
		];
	}

	const textAlone = documents.map((document) => ({ ...document, headings: [] }));
	if (!markdown) return compare('title and text', textAlone, budget);
	const asArticles = documents.map((document) => ({
		...document,
		headings: markdownHeadings(document.text)
	}));
	return [
		...(await compare('title, headings and text', asArticles, budget)),
		...(await compare('title and text alone', textAlone))
	];
}

export async function measureJudged(folder: string): Promise<Measure[]> {
	const measures: Measure[] = [];
	for (const name of Object.keys(collections) as (keyof typeof collections)[]) {
		const collection = join(folder, name);
		if (existsSync(collection)) measures.push(...(await measureCollection(collection, name)));
		else
			measures.push({
				name: `nDCG@${depth}, ${name}`,
				value: null,
				unit: 'score',
				budget: collections[name].budget,
				note: 'skipped: not in the folder of OFFPRINT_JUDGED'
			});
	}
	return measures;
}
