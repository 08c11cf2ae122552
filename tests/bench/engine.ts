import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import type { SearchableArticle } from '../../src/lib/core/search/index/document.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { percentile, sizeName, type Measure } from './measures.ts';
import { queries } from './queries.ts';

/** An index, and what it took to build it. */
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

/**
 * The engine alone, in Node: how long it takes to open, and to answer, letter by letter.
 * @param budget milliseconds of an answer
 */
export async function measureEngine(index: BuiltIndex, budget: number): Promise<Measure[]> {
	const start = performance.now();
	const engine = await loadSearchEngine(index.text);
	const loaded = performance.now() - start;
	const times: number[] = [];
	/** Other programs lengthen it little. */
	const processorTimes: number[] = [];
	for (const query of queries)
		for (let end = 1; end <= query.length; end++) {
			const before = performance.now();
			const usedBefore = process.cpuUsage();
			engine.search(query.slice(0, end), { typing: true });
			const used = process.cpuUsage(usedBefore);
			times.push(performance.now() - before);
			processorTimes.push((used.user + used.system) / 1000);
		}
	const label = sizeName(index.articles);
	const search = (what: string, value: number): Measure => ({
		name: `Search of ${label} in Node, ${what}`,
		value,
		unit: 'ms',
		budget
	});
	return [
		{ name: `Index of ${label}, built in Node`, value: index.seconds, unit: 's' },
		{ name: `Index of ${label}, opened in Node`, value: loaded, unit: 'ms' },
		search('p50', percentile(times, 0.5)),
		search('p95', percentile(times, 0.95)),
		search('p95 of processor time', percentile(processorTimes, 0.95))
	];
}
