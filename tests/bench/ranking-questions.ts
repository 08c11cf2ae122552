import { openLibrary } from '../../src/lib/content/library/library.ts';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine, type SearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { efcoreQueries } from '../unit/core/search/ranking/efcore-queries.ts';
import { secondEfcoreQueries } from '../unit/core/search/ranking/efcore-second-queries.ts';
import { shown, writeArticleResult } from './article-result.ts';
import { heldOutQuestions } from './held-out-questions.ts';
import type { Measure } from './measures.ts';
import {
	articleFields,
	asDocument,
	indexOf,
	rankBy,
	steps,
	type Rank
} from './mini-search-words.ts';
import { compared, mean } from './paired.ts';
import { placeOf } from './questions.ts';
import { rankingArticle, rankings, weightSeries } from './weight-series.ts';

/** Searches like the search box: the last word may be incomplete. */
const rankOf =
	(engine: SearchEngine): Rank =>
	(query) =>
		engine.search(query, { typing: true }).map(({ id }) => id);

/** The rank of a score multiplied by the number of terms that the article matched, as in MiniSearch. */
const multiplied =
	(engine: SearchEngine): Rank =>
	(query) => {
		const options = { typing: true };
		const hits = engine.search(query, options).map(({ id, score }) => {
			const { shares } = engine.explain(query, id, options);
			const matched = shares.filter(({ matched }) => matched.length).length;
			return { id, score: score * matched };
		});
		return hits.sort((a, b) => b.score - a.score).map(({ id }) => id);
	};

const miniSearchRanks = (articles: readonly LibraryArticle[]): [string, Rank][] => {
	const index = indexOf(articles.map(asDocument), articleFields, steps.stems!);
	return Object.entries(rankings).map(([name, [ranking, options]]) => [
		name,
		rankBy(index, options, ranking)
	]);
};

/** Multiplier, AND and weights on questions to the corpus: MRR@10, and how many come first. */
export async function measureRankingQuestions(
	content: string,
	articles: readonly LibraryArticle[]
): Promise<Measure[]> {
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	const questions = [...efcoreQueries, ...heldOutQuestions, ...secondEfcoreQueries];
	const reciprocals = (rank: Rank) =>
		questions.map((question) => {
			const place = placeOf(question, rank);
			return place > 10 ? 0 : 1 / place;
		});
	const answers = (scores: readonly number[], before: readonly number[]) => ({
		...shown(mean(scores)),
		first: scores.filter((one) => one === 1).length,
		against: compared(before, scores)
	});
	const byMiniSearch = miniSearchRanks(articles).map(([name, rank]) => [name, reciprocals(rank)]);
	const before = Object.fromEntries(byMiniSearch) as Record<string, number[]>;
	const byDefault = reciprocals(rankOf(engine));
	const series = Object.entries(weightSeries).map(([name, values]) => [
		name,
		Object.fromEntries(
			Object.entries(values).map(([value, weights]) => [
				value,
				answers(reciprocals(rankOf(engine.withWeights(weights))), byDefault)
			])
		)
	]);
	writeArticleResult(`${content}/${rankingArticle}`, 'questions.json', {
		documents: articles.length,
		questions: questions.length,
		miniSearch: Object.fromEntries(
			Object.entries(before).map(([name, scores]) => [name, answers(scores, before.sum!)])
		),
		engine: answers(byDefault, byDefault),
		ours: Object.fromEntries(series)
	});
	return [];
}

/** How many golden queries of the library pass with other rankings and weights. */
export async function measureRankingGolden(content: string): Promise<Measure[]> {
	const { articles, golden, synonyms } = await openLibrary({ content, base: '', checkOnly: true });
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en', synonyms));
	const passed = (rank: Rank) =>
		golden.filter(({ query, id, within }) => rank(query).slice(0, within).includes(id)).length;
	const outcome = (rank: Rank) => {
		const count = passed(rank);
		return { passed: count, failed: golden.length - count };
	};
	const series = Object.entries(weightSeries).map(([name, values]) => [
		name,
		Object.fromEntries(
			Object.entries(values).map(([value, weights]) => [
				value,
				outcome(rankOf(engine.withWeights(weights)))
			])
		)
	]);
	const result = {
		articles: articles.length,
		queries: golden.length,
		engine: outcome(rankOf(engine)),
		multiplied: outcome(multiplied(engine)),
		miniSearch: Object.fromEntries(
			miniSearchRanks(articles).map(([name, rank]) => [name, outcome(rank)])
		),
		ours: Object.fromEntries(series)
	};
	writeArticleResult(`${content}/${rankingArticle}`, 'golden.json', result);
	return [
		{
			name: 'Golden queries that pass with a title weight of 4',
			value:
				(result.ours as Record<string, Record<string, { passed: number }>>).title!['4']!.passed /
				golden.length,
			unit: 'share'
		}
	];
}
