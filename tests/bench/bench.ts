/**
 * `npm run bench [-- group…]`: builds sites, measures them and writes the values and their budgets to
 * `.bench/`. A missed budget is marked in the table; only an error fails the run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import { measureBadInput } from './bad-input.ts';
import { measureAgainstBare } from './bare-page.ts';
import { measureBrowsing } from './browsing.ts';
import { buildSite } from './build-site.ts';
import { measureBytes } from './bytes.ts';
import { writeCorpusContent, type CorpusArticle } from './corpus-content.ts';
import { articlesBySize, buildCorpusSite, measureBuild } from './corpus-site.ts';
import { buildIndex, measureEngine } from './engine.ts';
import { makeGallery } from './gallery/gallery.ts';
import { measureGolden } from './golden.ts';
import { measureIndexSizes } from './index-sizes.ts';
import { readJsonLines } from './json-lines.ts';
import { measureJudged } from './judged.ts';
import { measureRankings } from './judged-rankings.ts';
import { measureWords } from './judged-words.ts';
import { makeLargeLibrary } from './large-library.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureLoading } from './loading.ts';
import { corpusPages, ownPages } from './measured-site.ts';
import { markdownTable, sizeName, withinBudget, type Measure } from './measures.ts';
import { measureOfflineInstall } from './offline-install.ts';
import { measureOutsized } from './outsized.ts';
import { measureWeight } from './page-weight.ts';
import { measureQuestions } from './questions.ts';
import { measureRankingGolden, measureRankingQuestions } from './ranking-questions.ts';
import { measureReadingTimes } from './reading-times.ts';
import { measureShell } from './shell.ts';
import { measureScrolling } from './scrolling.ts';
import { measureLargeSearching, measureSearching } from './searching.ts';
import { launchBrowser } from './served-site.ts';
import { measureWordGolden, measureWordQuestions } from './word-questions.ts';

const output = '.bench';
const { OFFPRINT_CORPUS: corpusFile, OFFPRINT_JUDGED: judgedFolder } = process.env;
const temporary = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
const measures: Measure[] = [];
/** Load average of the minute before the run; 0 on an idle machine. */
const loadBefore = loadavg()[0];

function report(results: readonly Measure[]) {
	measures.push(...results);
	// Write after every part, so that a later crash loses nothing.
	writeResults();
	process.stdout.write(markdownTable(results).split('\n').slice(2).join('\n'));
}

function writeResults() {
	const machine = {
		node: process.version,
		processors: cpus().length,
		model: cpus()[0]?.model,
		// Times are unreliable if other programs were using the CPU.
		loadBefore
	};
	const results = measures.map((measure) => ({ ...measure, ok: withinBudget(measure) }));
	mkdirSync(output, { recursive: true });
	writeFileSync(join(output, 'table.md'), markdownTable(measures));
	writeFileSync(
		join(output, 'results.json'),
		`${JSON.stringify({ date: new Date().toISOString(), machine, results }, null, '\t')}\n`
	);
}

const lazy = <T>(make: () => T) => {
	let cached: { value: T } | undefined;
	return Object.assign(() => (cached ??= { value: make() }).value, { peek: () => cached?.value });
};

const browser = lazy((): Promise<Browser> => launchBrowser());
const ownContent = 'content';
const ownSite = lazy(() => {
	const folder = join(temporary, 'own');
	buildSite(ownContent, folder);
	return folder;
});
const corpus = lazy(() => readJsonLines<CorpusArticle>(corpusFile!));
const corpusContent = lazy(() => {
	const content = join(temporary, 'corpus-content');
	writeCorpusContent(content, corpus());
	return content;
});
/** The built corpus. */
const corpusSite = lazy(() =>
	buildCorpusSite(corpus(), corpusContent(), join(temporary, 'corpus'))
);
/** The corpus as the build parses it. */
const library = lazy(async () => {
	const { articles } = await openLibrary({ content: corpusContent(), base: '', checkOnly: true });
	return articles;
});
const largeLibrary = lazy(async () => makeLargeLibrary(await library()));

/** Measures that run together, or are skipped if their input is not set. */
interface Part {
	/** Distinguishes it from the other parts of its group. */
	subject?: string;
	/** Environment variable that must point to the input. */
	requiredEnv?: 'OFFPRINT_CORPUS' | 'OFFPRINT_JUDGED';
	run(): Promise<void>;
}

const corpusPart = (measure: () => Promise<readonly Measure[]>): Part => ({
	subject: 'corpus',
	requiredEnv: 'OFFPRINT_CORPUS',
	run: async () => report(await measure())
});
const ownPart = (measure: () => Promise<readonly Measure[]>): Part => ({
	subject: 'our own content',
	run: async () => report(await measure())
});

const groups: Record<string, readonly Part[]> = {
	build: [corpusPart(() => measureBuild(corpusSite()))],
	bytes: [
		ownPart(async () => measureWeight(await browser(), ownPages(ownSite()))),
		corpusPart(async () => measureWeight(await browser(), corpusPages(corpusSite()))),
		ownPart(async () => measureShell(ownSite(), 'own content', 400_000)),
		corpusPart(async () => measureShell(corpusSite().folder, sizeName(corpus().length), 6_000_000)),
		corpusPart(() => measureBytes(corpusSite(), temporary))
	],
	browser: [
		corpusPart(async () => measureSearching(await browser(), corpusSite())),
		corpusPart(async () =>
			measureLargeSearching(await browser(), corpusSite(), await largeLibrary())
		),
		corpusPart(async () => measureBadInput(await browser(), corpusSite().folder)),
		corpusPart(async () => measureBrowsing(await browser(), corpusSite())),
		corpusPart(async () =>
			measureScrolling(await browser(), corpusSite().folder, articlesBySize(corpusSite()).at(-1)!)
		)
	],
	index: [
		corpusPart(async () =>
			measureEngine(await buildIndex(await library()), { cold: 9, warm: 2.5 })
		),
		corpusPart(async () => measureEngine((await largeLibrary()).index, { cold: 25, warm: 15 }))
	],
	quality: [
		ownPart(() => measureGolden(ownContent, ownSite())),
		corpusPart(async () => measureQuestions(await library())),
		{
			subject: 'judged collections',
			requiredEnv: 'OFFPRINT_JUDGED',
			run: async () => report(await measureJudged(judgedFolder!))
		}
	],
	loading: [
		ownPart(async () => measureLoading(await browser(), ownPages(ownSite()))),
		ownPart(async () => measureAgainstBare(await browser(), ownPages(ownSite()))),
		corpusPart(async () => measureLoading(await browser(), corpusPages(corpusSite())))
	],
	lighthouse: [
		ownPart(() => measureLighthouse(ownPages(ownSite()))),
		corpusPart(() => measureLighthouse(corpusPages(corpusSite())))
	],
	outsized: [{ run: async () => measureOutsized(await browser(), temporary, report) }],
	// Writes result files of articles, which show the numbers.
	articles: [
		ownPart(() => measureReadingTimes(ownContent)),
		ownPart(() => measureWordGolden(ownContent)),
		ownPart(async () => measureOfflineInstall(ownContent, ownSite())),
		ownPart(() => measureIndexSizes(ownContent)),
		ownPart(() => measureRankingGolden(ownContent)),
		corpusPart(async () => measureRankingQuestions(ownContent, await library())),
		corpusPart(async () => measureWordQuestions(ownContent, await library())),
		{
			subject: 'judged collections',
			requiredEnv: 'OFFPRINT_JUDGED',
			async run() {
				report(await measureWords(ownContent, judgedFolder!));
				report(await measureRankings(ownContent, judgedFolder!));
			}
		}
	],
	gallery: [
		{
			async run() {
				const { path, missed: unreached } = await makeGallery(await browser(), temporary);
				console.log(`Gallery: ${path}`);
				if (unreached.length)
					throw new Error(`Could not reach these states: ${unreached.join(', ')}`);
			}
		}
	]
};
/** Run only if named on the command line. */
const optInGroups = ['articles', 'gallery'];

const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length)
	throw new Error(
		`Unknown group: ${unknown.join(', ')}; available: ${Object.keys(groups).join(', ')}`
	);

async function run(group: string, { subject, requiredEnv, run }: Part) {
	const reportMissing = (note: string) => {
		const name = `Group "${group}"${subject ? `, ${subject}` : ''}`;
		report([{ name, value: null, unit: 'ms', note }]);
	};
	if (requiredEnv && !process.env[requiredEnv])
		return reportMissing(`skipped: ${requiredEnv} is not set`);
	try {
		await run();
	} catch (error) {
		console.error(error);
		process.exitCode = 1;
		reportMissing('failed');
	}
}

try {
	for (const [name, parts] of Object.entries(groups)) {
		if (requested.length ? !requested.includes(name) : optInGroups.includes(name)) continue;
		for (const part of parts) await run(name, part);
	}
} finally {
	await (await browser.peek())?.close();
	rmSync(temporary, { recursive: true, force: true });
}
console.log(
	`Load average before the run: ${loadBefore?.toFixed(1)} on ${cpus().length} processors\n\n${markdownTable(measures)}\nAlso written to ${output}/table.md and ${output}/results.json`
);
