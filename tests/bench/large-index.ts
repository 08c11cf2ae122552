import { buildSearchIndex } from '../../src/lib/search/build-index.ts';
import type { SearchableArticle } from '../../src/lib/search/document.ts';
import { loadSearchEngine } from '../../src/lib/search/engine.ts';
import type { CorpusArticle } from './corpus-content.ts';
import { percentile, type Measure } from './measures.ts';
import { queries } from './queries.ts';

const size = 7000;

/** The corpus over and over; every fifth word of a copy is its own, as new articles bring new words. */
function* repeated(articles: readonly CorpusArticle[]): Generator<SearchableArticle> {
	for (let n = 0; n < size; n++) {
		const copy = Math.floor(n / articles.length);
		const { category, slug, title, description, body } = articles[n % articles.length]!;
		let word = 0;
		const own = (text: string) =>
			copy ? text.replace(/\p{L}+/gu, (found) => (word++ % 5 ? found : `${found}${copy}`)) : text;
		yield {
			category,
			slug: `${slug}-${copy}`,
			title: own(title),
			description: own(description),
			headings: [],
			sections: [{ id: '', heading: '', prose: own(body), code: '' }]
		};
	}
}

/** The engine alone, in Node: how long an answer takes, letter by letter. */
export async function measureLargeIndex(articles: readonly CorpusArticle[]): Promise<Measure[]> {
	const start = performance.now();
	const text = await buildSearchIndex([...repeated(articles)], 'en');
	const built = performance.now();
	const engine = await loadSearchEngine(text);
	const loaded = performance.now();
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
	const label = `${size.toLocaleString('en')} articles`;
	return [
		{ name: `Index of ${label}, built in Node`, value: (built - start) / 1000, unit: 's' },
		{ name: `Index of ${label}, loaded in Node`, value: (loaded - built) / 1000, unit: 's' },
		{ name: `Search of ${label}, p50`, value: percentile(times, 0.5), unit: 'ms', budget: 50 },
		{ name: `Search of ${label}, p95`, value: percentile(times, 0.95), unit: 'ms', budget: 50 },
		{
			name: `Search of ${label}, p95 of processor time`,
			value: percentile(processorTimes, 0.95),
			unit: 'ms'
		}
	];
}
