/**
 * `npm run bench [-- group…]`: builds sites, measures them and writes what came out, beside what it
 * should be, to `.bench/`. A missed budget is a word in the table; only what breaks fails the run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { measureBrowsing } from './browsing.ts';
import { measureBytes } from './bytes.ts';
import type { CorpusArticle } from './corpus-content.ts';
import { buildCorpusSite, measureBuild, type CorpusSite } from './corpus-site.ts';
import { makeGallery } from './gallery.ts';
import { readJsonLines } from './json-lines.ts';
import { measureQuality } from './judged.ts';
import { measureLargeIndex } from './large-index.ts';
import { measureLighthouse } from './lighthouse.ts';
import { markdownTable, withinBudget, type Measure } from './measures.ts';
import { measureOutsized } from './outsized.ts';
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

const corpus = lazily(() => readJsonLines<CorpusArticle>(corpusFile!));
const site = lazily((): CorpusSite => buildCorpusSite(corpus(), temporary));
const browser = lazily((): Promise<Browser> => launchBrowser());

interface Group {
	/** Only where it is asked for by name. */
	onAsking?: true;
	/** Environment variable without which there is nothing to measure. */
	needs?: 'OFFPRINT_CORPUS' | 'OFFPRINT_JUDGED';
	run(): Promise<void>;
}

const groups: Record<string, Group> = {
	build: { needs: 'OFFPRINT_CORPUS', run: async () => report(measureBuild(site())) },
	bytes: {
		needs: 'OFFPRINT_CORPUS',
		run: async () => report(await measureBytes(site(), temporary))
	},
	browser: {
		needs: 'OFFPRINT_CORPUS',
		run: async () => report(await measureBrowsing(await browser(), site()))
	},
	index: { needs: 'OFFPRINT_CORPUS', run: async () => report(await measureLargeIndex(corpus())) },
	quality: {
		needs: 'OFFPRINT_JUDGED',
		run: async () => report(await measureQuality(judgedFolder!))
	},
	lighthouse: { run: async () => report(await measureLighthouse(temporary)) },
	gallery: {
		onAsking: true,
		run: async () => console.log(`Gallery: ${await makeGallery(await browser(), temporary)}`)
	},
	outsized: { run: async () => measureOutsized(await browser(), temporary, report) }
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length)
	throw new Error(
		`No such group: ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}`
	);

const skipped = (name: string, note: string) =>
	report([{ name: `Group "${name}"`, value: null, unit: 'ms', note }]);

try {
	for (const [name, { needs, onAsking, run }] of Object.entries(groups)) {
		if (chosen.length ? !chosen.includes(name) : onAsking) continue;
		if (needs && !process.env[needs]) {
			skipped(name, `skipped: ${needs} is not set`);
			continue;
		}
		try {
			await run();
		} catch (error) {
			console.error(error);
			process.exitCode = 1;
			skipped(name, 'failed');
		}
	}
} finally {
	await (await browser.made())?.close();
	rmSync(temporary, { recursive: true, force: true });
}
console.log(
	`Load before: ${loadBefore?.toFixed(1)} on ${cpus().length} processors\n\n${markdownTable(measures)}\nAlso in ${output}/table.md and ${output}/results.json`
);
