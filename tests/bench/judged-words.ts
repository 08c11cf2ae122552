import { brotliCompressSync } from 'node:zlib';
import type MiniSearch from 'minisearch';
import type { SearchOptions } from 'minisearch';
import { shown, writeArticleResult } from './article-result.ts';
import { forEachCollection, ndcg, ourRank, type Collection } from './judged.ts';
import { compared, mean } from './paired.ts';
import type { Measure } from './measures.ts';
import {
	english,
	indexOf,
	rankBy,
	steps,
	wordsArticle,
	type Rank,
	type Ranking
} from './mini-search-words.ts';
import { halfTyped, misspelled } from './worse-queries.ts';

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

/** What a reader may type in place of a query. */
type Change = (query: string) => string;

const scoresOf = (
	{ queries, judgments }: Omit<Collection, 'documents'>,
	rank: Rank,
	change: Change
) => queries.map(({ id, text }) => ndcg(rank(change(text)), judgments.get(id)!));

async function measureCollection({ documents, ...judged }: Collection) {
	const indexes = Object.fromEntries(
		Object.entries(steps).map(([name, words]) => [name, indexOf(documents, fields, words)])
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
	const ours = await ourRank(documents);
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
	const results = await forEachCollection(folder, measureCollection);
	const total = Object.values(results).reduce((sum, { queries }) => sum + queries, 0);
	writeArticleResult(`${content}/${wordsArticle}`, 'judged.json', { total, collections: results });
	return Object.entries(results).map(([name, { engine }]): Measure => ({
		name: `nDCG@10, ${name}, ours, the rarest word of each query misspelled`,
		value: engine.misspelled!.value,
		unit: 'score'
	}));
}
