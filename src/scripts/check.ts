import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { articleCount } from '../lib/core/filter/names.ts';
import { ContentError } from '../lib/content/faults/report.ts';
import { openLibrary } from '../lib/content/library/library.ts';
import { glossaryOf } from '../lib/core/search/glossary/glossary.ts';
import { buildSearchIndex } from '../lib/core/search/index/build-index.ts';
import { readHeader } from '../lib/core/search/index/index-file.ts';
import { unmatchedRules } from '../lib/core/search/index/unmatched-rules.ts';
import { loadSearchEngine } from '../lib/core/search/ranking/engine.ts';
import { findGoldenMisses } from '../lib/core/search/ranking/golden.ts';
import { goldenReport } from './golden-report.ts';
import { queryReport } from './query-report.ts';
import { synonymsReport } from './synonyms-report.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';

// npm run check [-- --queries <file>]: checks the content. Prints every fault with its position and cure,
// then the synonyms that find nothing, and the golden queries that fail; with a search log, one query
// per line, what each of them finds.
const content = contentFolder();
const log = readLog();
const start = performance.now();
try {
	const { articles, categories, site, synonyms, golden } = await openLibrary({
		content,
		base: process.env.BASE_PATH ?? '',
		drafts: true,
		checkOnly: true
	});
	// Golden queries run on the index of a build, which has no drafts.
	const published = articles.filter(({ unpublished }) => !unpublished);
	const index = await buildSearchIndex(published, site.language, synonyms);
	const engine = await loadSearchEngine(index);
	const misses = findGoldenMisses(engine, golden);
	const glossaryRows = glossaryOf(site.language).length;
	const glossarySummary = glossaryRows
		? `; ${readHeader(index)?.glossaryGroups?.length ?? 0} of the glossary's ${glossaryRows} rows apply`
		: '';
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	const folder = relative('.', content) || content;
	console.log(
		`${folder}: ${articleCount(articles.length)} in ${categories.length} ` +
			`${categories.length === 1 ? 'category' : 'categories'}, no faults` +
			`${golden.length ? `; ${golden.length - misses.length} of ${golden.length} golden queries answered` : ''}${glossarySummary} (${seconds} s)`
	);
	const unmatched = unmatchedRules(synonyms, engine.analyser, index);
	if (unmatched.length) console.warn(synonymsReport(unmatched, join(content, 'synonyms.yaml')));
	if (misses.length) {
		console.error(goldenReport(misses, join(content, 'golden.yaml')));
		process.exitCode = 1;
	}
	if (log) console.log(`\n${queryReport(engine, log.text, log.file)}`);
} catch (error) {
	if (!(error instanceof ContentError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

function readLog(): { file: string; text: string } | undefined {
	try {
		const { queries: file } = parseArgs({ options: { queries: { type: 'string' } } }).values;
		return file === undefined ? undefined : { file, text: readFileSync(file, 'utf8') };
	} catch (error) {
		console.error((error as Error).message);
		console.error('Usage: npm run check [-- --queries <file with one query per line>]');
		process.exit(1);
	}
}
