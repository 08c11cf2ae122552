import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ContentError } from '../lib/content/faults/report.ts';
import { openLibrary, type Library } from '../lib/content/library/library.ts';
import { librarySearchIndex } from '../lib/content/search-index/library-index.ts';
import { glossaryOf } from '../lib/core/search/glossary/glossary.ts';
import { readHeader } from '../lib/core/search/index/index-file.ts';
import { unmatchedRules } from '../lib/core/search/index/unmatched-rules.ts';
import { loadSearchEngine } from '../lib/core/search/ranking/engine.ts';
import { findGoldenMisses } from '../lib/core/search/ranking/golden.ts';
import {
	annotations,
	jsonReport,
	summaryLine,
	warningsReport,
	type CheckResult
} from './check-report.ts';
import { goldenFault, goldenReport } from './golden-report.ts';
import './optimize-later.ts';
import { queryReport } from './query-report.ts';
import { synonymsWarnings } from './synonyms-report.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';

// npm run check [-- --json | --queries <file>]: checks the content. Prints every fault with its position
// and cure, then the synonyms that find nothing, and the golden queries that fail; with a search log, one
// query per line, what each of them finds. With --json, standard output is one JSON document.
const content = contentFolder();
const folder = relative('.', content) || content;
const { json, log } = readOptions();
const print = json ? { log() {}, warn() {}, error() {} } : console;
const start = performance.now();
const result = await check();
if (json) console.log(jsonReport(result));
// On standard error, which the runner reads as well, because standard output may be JSON.
if (process.env.GITHUB_ACTIONS === 'true' && result.faults.length + result.warnings.length)
	console.error(annotations(result, process.env.GITHUB_WORKSPACE ?? '.'));
if (result.faults.length) process.exitCode = 1;

async function check(): Promise<CheckResult> {
	try {
		const base = process.env.BASE_PATH ?? '';
		return await checkSearch(await openLibrary({ content, base, drafts: true, checkOnly: true }));
	} catch (error) {
		if (!(error instanceof ContentError)) throw error;
		print.error(error.message);
		const counts = { articles: null, categories: null, goldenQueries: null, glossary: null };
		return {
			faults: error.faults,
			warnings: [],
			summary: { folder, seconds: secondsSinceStart(), ...counts }
		};
	}
}

async function checkSearch(library: Library): Promise<CheckResult> {
	const { articles, categories, site, synonyms, golden } = library;
	// Golden queries run on the index of a build, which has no drafts.
	const published = articles.filter(({ unpublished }) => !unpublished);
	const index = await librarySearchIndex({ site, synonyms, articles: published });
	const engine = await loadSearchEngine(index);
	const misses = findGoldenMisses(engine, golden);
	const goldenFile = join(content, 'golden.yaml');
	const unmatched = unmatchedRules(synonyms, engine.analyser, index);
	const warnings = synonymsWarnings(unmatched, join(content, 'synonyms.yaml'));
	const counts = {
		articles: articles.length,
		categories: categories.length,
		goldenQueries: { asked: golden.length, answered: golden.length - misses.length },
		glossary: {
			rows: glossaryOf(site.language).length,
			applied: readHeader(index)?.glossaryGroups?.length ?? 0
		}
	};
	const seconds = secondsSinceStart();
	print.log(summaryLine(counts, folder, seconds));
	if (warnings.length) print.warn(warningsReport(warnings));
	if (misses.length) print.error(goldenReport(misses, goldenFile));
	if (log) print.log(`\n${queryReport(engine, log.text, log.file)}`);
	const faults = misses.map((miss) => goldenFault(miss, goldenFile));
	return { faults, warnings, summary: { folder, seconds, ...counts } };
}

function secondsSinceStart(): number {
	return Math.round(performance.now() - start) / 1000;
}

function readOptions(): { json: boolean; log?: { file: string; text: string } } {
	try {
		const { queries: file, json = false } = parseArgs({
			options: { queries: { type: 'string' }, json: { type: 'boolean' } }
		}).values;
		if (json && file !== undefined) throw new Error('--json and --queries do not go together');
		return { json, ...(file !== undefined && { log: { file, text: readFileSync(file, 'utf8') } }) };
	} catch (error) {
		console.error((error as Error).message);
		console.error('Usage: npm run check [-- --json | --queries <file with one query per line>]');
		process.exit(1);
	}
}
