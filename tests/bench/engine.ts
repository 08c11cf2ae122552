import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import type { SearchableArticle } from '../../src/lib/core/search/index/analyse-article.ts';
import { loadSearchEngine, type SearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { percentile, sizeName, type Measure } from './measures.ts';
import { queries } from './queries.ts';

/** An index and the time that building it took. */
export interface BuiltIndex {
	text: string;
	articles: number;
	seconds: number;
}

export async function buildIndex(articles: readonly SearchableArticle[]): Promise<BuiltIndex> {
	const start = performance.now();
	const text = await buildSearchIndex(articles, 'en');
	return { text, articles: articles.length, seconds: (performance.now() - start) / 1000 };
}

/** Milliseconds that 95 % of answers may take: in the first pass and after it. */
export interface AnswerBudget {
	cold: number;
	warm: number;
}

/** Answers every query letter by letter, as a reader types it. */
function answerAll(engine: SearchEngine): number[] {
	const times: number[] = [];
	for (const query of queries)
		for (let end = 1; end <= query.length; end++) {
			const start = performance.now();
			engine.search(query.slice(0, end), { typing: true });
			times.push(performance.now() - start);
		}
	return times;
}

/** Measures the engine alone, in Node: loading the index, then answering. */
export async function measureEngine(index: BuiltIndex, budget: AnswerBudget): Promise<Measure[]> {
	const start = performance.now();
	const engine = await loadSearchEngine(index.text);
	const loadMs = performance.now() - start;
	const label = sizeName(index.articles);
	const measures: Measure[] = [
		{ name: `Index of ${label}, build in Node`, value: index.seconds, unit: 's' },
		{ name: `Index of ${label}, load in Node`, value: loadMs, unit: 'ms' }
	];
	for (const pass of ['cold', 'warm'] as const) {
		const times = answerAll(engine);
		measures.push(
			{
				name: `Search of ${label} in Node, ${pass}, p50`,
				value: percentile(times, 0.5),
				unit: 'ms'
			},
			{
				name: `Search of ${label} in Node, ${pass}, p95`,
				value: percentile(times, 0.95),
				unit: 'ms',
				budget: budget[pass]
			}
		);
	}
	return measures;
}
