import { shown, writeArticleResult } from './article-result.ts';
import { forEachCollection, ndcg, ourRanks, type Collection } from './judged.ts';
import { compared, mean } from './paired.ts';
import type { Measure } from './measures.ts';
import { indexOf, rankBy, steps, type Rank } from './mini-search-words.ts';
import { rankingArticle, rankings, weightSeries } from './weight-series.ts';

async function measureCollection({ documents, queries, judgments }: Collection) {
	const scoresOf = (rank: Rank) =>
		queries.map(({ id, text }) => ndcg(rank(text), judgments.get(id)!));

	const index = indexOf(documents, ['title', 'headings', 'text'], steps.stems!);
	const byMiniSearch = Object.fromEntries(
		Object.entries(rankings).map(([name, [ranking, options]]) => [
			name,
			scoresOf(rankBy(index, options, ranking))
		])
	);
	const withoutAnswer = queries.filter(
		({ text }) => !index.search(text, { combineWith: 'AND' }).length
	).length;

	const ranks = await ourRanks(documents);
	const byDefault = scoresOf(ranks());
	const ours = Object.entries(weightSeries).map(([name, series]) => [
		name,
		Object.fromEntries(
			Object.entries(series).map(([value, weights]) => {
				const scores = scoresOf(ranks(weights));
				return [value, { ...shown(mean(scores)), against: compared(byDefault, scores) }];
			})
		)
	]);
	const means = Object.entries(byMiniSearch).map(([name, scores]) => [name, shown(mean(scores))]);
	const { asIs, sum, sumTitle4, asIsTitle4, and } = byMiniSearch;
	return {
		documents: documents.length,
		queries: queries.length,
		miniSearch: {
			...Object.fromEntries(means),
			sumAgainstAsIs: compared(asIs!, sum!),
			title4AgainstSum: compared(sum!, sumTitle4!),
			title4AgainstAsIs: compared(asIs!, asIsTitle4!),
			andAgainstSum: compared(sum!, and!)
		},
		and: { withoutAnswer, percent: Math.round((100 * withoutAnswer) / queries.length) },
		engine: shown(mean(byDefault)),
		ours: Object.fromEntries(ours)
	};
}

/** MiniSearch's multiplier, AND and the weights of fields and BM25 on judged queries. */
export async function measureRankings(content: string, folder: string): Promise<Measure[]> {
	const results = await forEachCollection(folder, measureCollection);
	const queries = Object.values(results).reduce((sum, one) => sum + one.queries, 0);
	writeArticleResult(`${content}/${rankingArticle}`, 'judged.json', {
		queries,
		collections: results
	});
	return Object.entries(results).map(([name, { ours }]): Measure => ({
		name: `nDCG@10, ${name}, ours, with a title weight of 4`,
		value: (ours as Record<string, Record<string, { value: number }>>).title!['4']!.value,
		unit: 'score'
	}));
}
