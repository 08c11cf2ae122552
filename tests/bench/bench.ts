/**
 * `npm run bench [-- group…]`: builds sites, measures them and writes what came out, beside what it
 * should be, to `.bench/`. A missed budget is a word in the table; only what breaks fails the run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import { measureBadInput } from './bad-input.ts';
import { measureBrowsing } from './browsing.ts';
import { buildSite } from './build-site.ts';
import { measureBytes } from './bytes.ts';
import { writeCorpusContent, type CorpusArticle } from './corpus-content.ts';
import { articlesBySize, buildCorpusSite, measureBuild } from './corpus-site.ts';
import { buildIndex, measureEngine } from './engine.ts';
import { makeGallery } from './gallery/gallery.ts';
import { measureGolden } from './golden.ts';
import { readJsonLines } from './json-lines.ts';
import { measureJudged } from './judged.ts';
import { makeLargeLibrary } from './large-library.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureLoading } from './loading.ts';
import { corpusPages, ownPages } from './measured-site.ts';
import { markdownTable, withinBudget, type Measure } from './measures.ts';
import { measureOutsized } from './outsized.ts';
import { measureQuestions } from './questions.ts';
import { measureScrolling } from './scrolling.ts';
import { measureLargeSearching, measureSearching } from './searching.ts';
import { launchBrowser } from './served-site.ts';

const output = '.bench';
const { OFFPRINT_CORPUS: corpusFile, OFFPRINT_JUDGED: judgedFolder } = process.env;
const temporary = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
const measures: Measure[] = [];
/** Processes that wanted a processor in the minute before; 0 on a machine at rest. */
const loadBefore = loadavg()[0];

function report(found: readonly Measure[]) {
	measures.push(...found);
	// Whatever happens later, this is kept.
	writeResults();
	process.stdout.write(markdownTable(found).split('\n').slice(2).join('\n'));
}

function writeResults() {
	const machine = {
		node: process.version,
		processors: cpus().length,
		model: cpus()[0]?.model,
		// Times mean little where other programs had the processors.
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

const lazily = <T>(make: () => T) => {
	let made: { value: T } | undefined;
	return Object.assign(() => (made ??= { value: make() }).value, { made: () => made?.value });
};

const browser = lazily((): Promise<Browser> => launchBrowser());
const ownContent = 'content';
const own = lazily(() => {
	const folder = join(temporary, 'own');
	buildSite(ownContent, folder);
	return folder;
});
const corpus = lazily(() => readJsonLines<CorpusArticle>(corpusFile!));
const corpusContent = lazily(() => {
	const content = join(temporary, 'corpus-content');
	writeCorpusContent(content, corpus());
	return content;
});
/** The corpus built. */
const site = lazily(() => buildCorpusSite(corpus(), corpusContent(), join(temporary, 'corpus')));
/** The corpus as its build reads it. */
const library = lazily(async () => {
	const read = await openLibrary({ content: corpusContent(), base: '', checkOnly: true });
	return read.articles;
});
const large = lazily(async () => makeLargeLibrary(await library()));

/** What is measured together, or left out where there is nothing to measure. */
interface Part {
	/** What tells it from the other parts of its group. */
	of?: string;
	/** Environment variable that names what is measured. */
	needs?: 'OFFPRINT_CORPUS' | 'OFFPRINT_JUDGED';
	run(): Promise<void>;
}

const ofCorpus = (measure: () => Promise<readonly Measure[]>): Part => ({
	of: 'the collection',
	needs: 'OFFPRINT_CORPUS',
	run: async () => report(await measure())
});
const ofOwn = (measure: () => Promise<readonly Measure[]>): Part => ({
	of: 'our own content',
	run: async () => report(await measure())
});

const groups: Record<string, readonly Part[]> = {
	build: [ofCorpus(async () => measureBuild(site()))],
	bytes: [ofCorpus(() => measureBytes(site(), temporary))],
	browser: [
		ofCorpus(async () => measureSearching(await browser(), site())),
		ofCorpus(async () => measureLargeSearching(await browser(), site(), await large())),
		ofCorpus(async () => measureBadInput(await browser(), site().folder)),
		ofCorpus(async () => measureBrowsing(await browser(), site())),
		ofCorpus(async () =>
			measureScrolling(await browser(), site().folder, articlesBySize(site()).at(-1)!)
		)
	],
	index: [
		ofCorpus(async () => measureEngine(await buildIndex(await library()), 16)),
		ofCorpus(async () => measureEngine((await large()).index, 50))
	],
	quality: [
		ofOwn(() => measureGolden(ownContent, own())),
		ofCorpus(async () => measureQuestions(await library())),
		{
			of: 'the judged collections',
			needs: 'OFFPRINT_JUDGED',
			run: async () => report(await measureJudged(judgedFolder!))
		}
	],
	loading: [
		ofOwn(async () => measureLoading(await browser(), ownPages(own()))),
		ofCorpus(async () => measureLoading(await browser(), corpusPages(site())))
	],
	lighthouse: [
		ofOwn(() => measureLighthouse(ownPages(own()))),
		ofCorpus(() => measureLighthouse(corpusPages(site())))
	],
	outsized: [{ run: async () => measureOutsized(await browser(), temporary, report) }],
	gallery: [
		{
			async run() {
				const { path, missed } = await makeGallery(await browser(), temporary);
				console.log(`Gallery: ${path}`);
				if (missed.length) throw new Error(`States that were not reached: ${missed.join(', ')}`);
			}
		}
	]
};
/** Only where they are asked for by name. */
const onAsking = ['gallery'];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length)
	throw new Error(
		`No such group: ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}`
	);

async function run(group: string, { of, needs, run }: Part) {
	const without = (note: string) => {
		const name = `Group "${group}"${of ? `, ${of}` : ''}`;
		report([{ name, value: null, unit: 'ms', note }]);
	};
	if (needs && !process.env[needs]) return without(`skipped: ${needs} is not set`);
	try {
		await run();
	} catch (error) {
		console.error(error);
		process.exitCode = 1;
		without('failed');
	}
}

try {
	for (const [name, parts] of Object.entries(groups)) {
		if (chosen.length ? !chosen.includes(name) : onAsking.includes(name)) continue;
		for (const part of parts) await run(name, part);
	}
} finally {
	await (await browser.made())?.close();
	rmSync(temporary, { recursive: true, force: true });
}
console.log(
	`Load before: ${loadBefore?.toFixed(1)} on ${cpus().length} processors\n\n${markdownTable(measures)}\nAlso in ${output}/table.md and ${output}/results.json`
);
