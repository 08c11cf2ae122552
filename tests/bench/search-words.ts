import { brotliCompressSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch, { type Options, type SearchOptions } from 'minisearch';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import { articleId } from '../../src/lib/core/article/article.ts';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { createAnalyser, type Analyser } from '../../src/lib/core/search/text/analyse.ts';
import { stem } from '../../src/lib/core/search/text/porter2.ts';
import { efcoreQueries, type EfcoreQuery } from '../unit/core/search/ranking/efcore-queries.ts';
import { secondEfcoreQueries } from '../unit/core/search/ranking/efcore-second-queries.ts';
import { writeArticleResult } from './article-result.ts';
import { heldOutQuestions } from './held-out-questions.ts';
import {
	markdownHeadings,
	ndcg,
	ourRank,
	readCollection,
	type IndexedDocument,
	type JudgedQuery,
	type Judgments
} from './judged.ts';
import type { Measure } from './measures.ts';
import { placeOf } from './questions.ts';
import { halfTyped, misspelled } from './worse-queries.ts';

/** The article that shows these numbers, below the content folder. */
const article = 'frontend/search-that-finds-csharp';

/** Returns document ids, best first. */
type Rank = (query: string) => string[];

type Words = Pick<Options, 'tokenize' | 'processTerm'>;

/** Splits texts and queries alike; a query of stop words alone keeps them. */
const wordsOf = (analyser: Analyser): Words => ({
	tokenize: (text) => {
		const terms = analyser.documentTerms(text);
		return terms.length ? terms : analyser.queryTerms(text).map(({ term }) => term);
	},
	processTerm: (term) => term
});

const english = createAnalyser('en', stem);

/** Each adds to the one before; what follows MiniSearch's own is this site's analyser. */
const steps: Record<string, Words> = {
	default: {},
	// A language without stop words and stemmer.
	names: wordsOf(createAnalyser('und')),
	stopWords: wordsOf(createAnalyser('en')),
	stems: wordsOf(english)
};

interface Fields {
	id: string;
}

/** MiniSearch with its own ranking and other words. */
function indexOf<T extends Fields>(documents: readonly T[], fields: string[], words: Words) {
	const index = new MiniSearch<T>({ fields, ...words });
	index.addAll(documents);
	return index;
}

/** `asIs` is MiniSearch's ranking; `sum` does not multiply by the number of matched terms, as it does. */
type Ranking = 'asIs' | 'sum';

const rankBy =
	<T extends Fields>(
		index: MiniSearch<T>,
		options: SearchOptions = {},
		ranking: Ranking = 'asIs'
	): Rank =>
	(query) => {
		const found = index.search(query, options);
		if (ranking === 'sum') {
			const scoreOf = new Map(found.map((one) => [one, one.score / one.queryTerms.length]));
			found.sort((a, b) => scoreOf.get(b)! - scoreOf.get(a)!);
		}
		return found.map(({ id }) => id as string);
	};

/** When MiniSearch looks for longer and similar words, too. */
function widenings(known: ReadonlySet<string>): Record<string, SearchOptions> {
	const isUnknown = (term: string) => !known.has(term);
	return {
		never: {},
		always: { prefix: true, fuzzy: 0.2 },
		unknown: { prefix: isUnknown, fuzzy: (term) => isUnknown(term) && 0.2 }
	};
}

const fields = ['title', 'headings', 'text'];

/** A score to show: as text, always with three digits, and as a number for charts. */
const shown = (value: number) => ({ text: value.toFixed(3), value: Number(value.toFixed(3)) });

interface Judged {
	queries: readonly JudgedQuery[];
	judgments: ReadonlyMap<string, Judgments>;
}

/** What a reader may type in place of a query. */
type Change = (query: string) => string;

const scoresOf = ({ queries, judgments }: Judged, rank: Rank, change: Change) =>
	queries.map(({ id, text }) => ndcg(rank(change(text)), judgments.get(id)!));

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How often the mean difference would be as large by chance: two-sided paired randomization with
 * 10,000 rounds.
 */
function chanceOf(differences: readonly number[]): number {
	let seed = 1;
	const sign = () => ((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) >>> 31 ? 1 : -1);
	const observed = Math.abs(mean(differences));
	const rounds = 10_000;
	let extreme = 0;
	for (let n = 0; n < rounds; n++)
		if (Math.abs(mean(differences.map((one) => sign() * one))) >= observed - 1e-12) extreme++;
	return (extreme + 1) / (rounds + 1);
}

function compared(before: readonly number[], after: readonly number[]) {
	const differences = after.map((score, n) => score - before[n]!);
	return {
		better: differences.filter((one) => one > 1e-9).length,
		worse: differences.filter((one) => one < -1e-9).length,
		p: Number(chanceOf(differences).toPrecision(1))
	};
}

async function measureCollection(folder: string, withHeadings: boolean) {
	const { documents, ...judged } = readCollection(folder);
	const indexed = documents.map((document): IndexedDocument => ({
		...document,
		headings: withHeadings ? markdownHeadings(document.text) : []
	}));
	const indexes = Object.fromEntries(
		Object.entries(steps).map(([name, words]) => [name, indexOf(indexed, fields, words)])
	);
	const stems = indexes.stems!;
	const { index: postings } = stems.toJSON();
	const counts = new Map(postings.map(([term, byField]) => [term, documentsIn(byField)]));
	const forms: Record<string, Change> = {
		clean: (query) => query,
		misspelled: (query) =>
			misspelled(query, (word) => counts.get(english.termOf(word.toLowerCase())) ?? 0),
		halfTyped
	};
	const stepScores = (ranking: Ranking) => {
		const scores = Object.fromEntries(
			Object.entries(indexes).map(([name, index]) => [
				name,
				scoresOf(judged, rankBy(index, {}, ranking), forms.clean!)
			])
		);
		return {
			...Object.fromEntries(
				Object.entries(scores).map(([name, values]) => [name, shown(mean(values))])
			),
			against: compared(scores.default!, scores.stems!)
		};
	};
	const wideningScores = (ranking: Ranking) =>
		Object.fromEntries(
			Object.entries(forms).map(([form, change]) => {
				const scores = Object.fromEntries(
					Object.entries(widenings(new Set(counts.keys()))).map(([name, options]) => [
						name,
						scoresOf(judged, rankBy(stems, options, ranking), change)
					])
				);
				return [
					form,
					{
						...Object.fromEntries(
							Object.entries(scores).map(([name, values]) => [name, shown(mean(values))])
						),
						againstAlways: compared(scores.always!, scores.unknown!),
						againstNever: compared(scores.never!, scores.unknown!)
					}
				];
			})
		);
	const ours = await ourRank(indexed);
	const engine = Object.entries(forms).map(([form, change]) => [
		form,
		shown(mean(scoresOf(judged, (query) => ours(query, form === 'halfTyped'), change)))
	]);
	const changed = (form: string) =>
		judged.queries.filter(({ text }) => forms[form]!(text) !== text).length;
	return {
		documents: documents.length,
		queries: judged.queries.length,
		changed: { misspelled: changed('misspelled'), halfTyped: changed('halfTyped') },
		steps: { asIs: stepScores('asIs'), sum: stepScores('sum') },
		widening: { asIs: wideningScores('asIs'), sum: wideningScores('sum') },
		engine: Object.fromEntries(engine),
		size: {
			default: sizeOf(indexes.default!),
			names: sizeOf(indexes.names!),
			stems: sizeOf(stems)
		}
	};
}

const documentsIn = (byField: Record<string, Record<string, number>>) =>
	new Set(Object.values(byField).flatMap((documents) => Object.keys(documents))).size;

/** What an index costs that MiniSearch writes; both are written by it. */
const sizeOf = (index: MiniSearch) => ({
	terms: index.termCount,
	kilobytes: Math.round(brotliCompressSync(JSON.stringify(index)).length / 1024)
});

/** MiniSearch's words and ours on judged queries: what each step brings, and when to widen a word. */
export async function measureWords(content: string, folder: string): Promise<Measure[]> {
	const results: Record<string, Awaited<ReturnType<typeof measureCollection>>> = {};
	for (const [name, withHeadings] of [
		['k8s-so', true],
		['cosqa', false]
	] as const)
		if (existsSync(join(folder, name)))
			results[name] = await measureCollection(join(folder, name), withHeadings);
	const total = Object.values(results).reduce((sum, { queries }) => sum + queries, 0);
	writeArticleResult(`${content}/${article}`, 'judged.json', { total, collections: results });
	return Object.entries(results).map(([name, { engine }]): Measure => ({
		name: `nDCG@10, ${name}, ours, the rarest word of each query misspelled`,
		value: engine.misspelled!.value,
		unit: 'score'
	}));
}

const asDocument = (one: LibraryArticle) => ({
	id: articleId(one),
	title: one.title,
	description: one.description,
	headings: one.headings.map(({ text }) => text).join('\n'),
	text: one.sections.map(({ prose, code }) => `${prose}\n${code}`).join('\n')
});

const articleFields = ['title', 'description', 'headings', 'text'];

/** The same on questions to the corpus, and on those of its questions that are identifiers. */
export async function measureWordQuestions(
	content: string,
	articles: readonly LibraryArticle[]
): Promise<Measure[]> {
	const documents = articles.map(asDocument);
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	const ranks: Record<string, Rank> = {
		default: rankBy(indexOf(documents, articleFields, {})),
		analyser: rankBy(indexOf(documents, articleFields, steps.stems!)),
		engine: (query) => engine.search(query).map(({ id }) => id)
	};
	const questions = [...efcoreQueries, ...heldOutQuestions, ...secondEfcoreQueries];
	const identifiers = questions.filter(({ kind }) => kind === 'identifier');
	const answered = (some: readonly EfcoreQuery[]) => ({
		count: some.length,
		...Object.fromEntries(
			Object.entries(ranks).map(([name, rank]) => {
				const places = some.map((question) => placeOf(question, rank));
				const within = (place: number) => places.filter((one) => one <= place).length;
				return [name, { first: within(1), topTen: within(10) }];
			})
		)
	});
	const result = {
		documents: documents.length,
		all: answered(questions),
		identifiers: answered(identifiers)
	};
	writeArticleResult(`${content}/${article}`, 'questions.json', result);
	return [];
}

/** The same on the golden queries of the library. */
export async function measureWordGolden(content: string): Promise<Measure[]> {
	const { articles, golden } = await openLibrary({ content, base: '', checkOnly: true });
	const documents = articles.map(asDocument);
	const answered = (rank: Rank) =>
		golden.filter(({ query, id, within }) => rank(query).slice(0, within).includes(id)).length;
	const [byDefault, byAnalyser] = [{}, steps.stems!].map((words) =>
		answered(rankBy(indexOf(documents, articleFields, words)))
	) as [number, number];
	writeArticleResult(`${content}/${article}`, 'golden.json', {
		articles: articles.length,
		queries: golden.length,
		default: byDefault,
		analyser: byAnalyser
	});
	return [
		{
			name: 'Golden queries answered by MiniSearch with the words of this site',
			value: byAnalyser / golden.length,
			unit: 'share',
			note: `${byAnalyser} of ${golden.length}; with its own words ${byDefault}`
		}
	];
}
