import { brotliCompressSync, constants } from 'node:zlib';
import MiniSearch from 'minisearch';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import { createIndexer } from '../../src/lib/core/search/index/build-index.ts';
import { indexTerms } from '../../src/lib/core/search/index/index-file.ts';
import { indexOptions } from '../../src/lib/core/search/index/index-options.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { writeArticleResult } from './article-result.ts';
import { median, type Measure } from './measures.ts';

const openings = 41;

/**
 * Compares this library's index file with MiniSearch's JSON of the same terms, and the file's parts with and
 * without front coding: the numbers of the article on one file.
 */
export async function measureIndexSizes(content: string): Promise<Measure[]> {
	const library = await openLibrary({ content, base: '', checkOnly: true });
	const { analyse, index } = await createIndexer(library.site.language, library.synonyms);
	const file = index(library.articles.map(analyse));
	const miniSearch = new MiniSearch(indexOptions);
	miniSearch.addAll(library.articles.map(analyse));
	const json = JSON.stringify(miniSearch);

	const terms = [...indexTerms(file)];
	const start = file.indexOf('\n') + 1;
	const end = file.indexOf('\n\n', start);
	const whole = terms.map(([term]) => term).join('\n');
	const times = {
		file: await medianMs(() => loadSearchEngine(file)),
		json: await medianMs(() => MiniSearch.loadJSON(json, indexOptions))
	};
	const sizes = {
		file: sizeOf(file),
		json: sizeOf(json),
		header: sizeOf(file.slice(0, start)),
		terms: { coded: sizeOf(file.slice(start, end)), whole: sizeOf(whole) },
		postings: sizeOf(file.slice(end + 2)),
		wholeTerms: sizeOf(file.slice(0, start) + whole + file.slice(end))
	};
	const shared = terms.reduce((sum, [term], at) => sum + sharedLength(term, terms[at - 1]?.[0]), 0);
	writeArticleResult(`${content}/frontend/one-article-one-file`, 'index.json', {
		articles: library.articles.length,
		termCount: terms.length,
		/** Means, in characters. */
		termLength: (whole.length / terms.length - 1).toFixed(1),
		sharedLength: (shared / terms.length).toFixed(1),
		...sizes,
		opening: { file: times.file.toFixed(1), json: times.json.toFixed(1), runs: openings }
	});
	const { file: own, json: other } = sizes;
	return [
		{ name: 'Index file of our own content, brotli', value: own.brotliBytes, unit: 'bytes' },
		{ name: "MiniSearch's JSON of the same terms, brotli", value: other.brotliBytes, unit: 'bytes' }
	];
}

function sizeOf(text: string) {
	const bytes = Buffer.byteLength(text);
	const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
	const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes };
	const brotliBytes = brotliCompressSync(text, { params }).length;
	return { bytes, brotliBytes, plain: kilobytes(bytes), brotli: kilobytes(brotliBytes) };
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

function sharedLength(term: string, before = ''): number {
	let length = 0;
	while (length < term.length && term[length] === before[length]) length++;
	return length;
}

/** Median time of many runs in one process, so of code that the JIT compiler has optimized. */
async function medianMs(run: () => unknown): Promise<number> {
	const times: number[] = [];
	for (let i = 0; i < openings; i++) {
		const start = performance.now();
		await run();
		times.push(performance.now() - start);
	}
	return median(times);
}
