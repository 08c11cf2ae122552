import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import type { SearchableArticle } from '../../src/lib/core/search/index/document.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
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

/**
 * Measures the engine alone, in Node: loading the index, then answering letter by letter.
 * @param budget milliseconds per answer
 */
export async function measureEngine(index: BuiltIndex, budget: number): Promise<Measure[]> {
	const start = performance.now();
	const engine = await loadSearchEngine(index.text);
	const loadMs = performance.now() - start;
	const times: number[] = [];
	/** Less sensitive to other running programs than wall time. */
	const cpuTimes: number[] = [];
	for (const query of queries)
		for (let end = 1; end <= query.length; end++) {
			const before = performance.now();
			const usedBefore = process.cpuUsage();
			engine.search(query.slice(0, end), { typing: true });
			const used = process.cpuUsage(usedBefore);
			times.push(performance.now() - before);
			cpuTimes.push((used.user + used.system) / 1000);
		}
	const label = sizeName(index.articles);
	const searchMeasure = (what: string, value: number): Measure => ({
		name: `Search of ${label} in Node, ${what}`,
		value,
		unit: 'ms',
		budget
	});
	return [
		{ name: `Index of ${label}, build in Node`, value: index.seconds, unit: 's' },
		{ name: `Index of ${label}, load in Node`, value: loadMs, unit: 'ms' },
		searchMeasure('p50', percentile(times, 0.5)),
		searchMeasure('p95', percentile(times, 0.95)),
		searchMeasure('p95 of CPU time', percentile(cpuTimes, 0.95))
	];
}
