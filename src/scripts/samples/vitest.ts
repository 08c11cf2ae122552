import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listImportedPackages, repositoryOf } from '../../lib/content/library/sample.ts';
import { readVitestReport } from './vitest-report.ts';
import { run } from './run-program.ts';
import { assertPassed, type TestRun } from './test-run.ts';

/**
 * Tests a sample in TypeScript with the packages of the site; throws with what failed.
 * @param results where its tests write what they measure
 * @param scratch an empty folder
 */
export async function runVitest(
	folder: string,
	results: string,
	scratch: string
): Promise<TestRun> {
	const report = join(scratch, 'report.json');
	const repository = repositoryOf(folder);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const ended = await run(
		'npx',
		['--no-install', 'vitest', 'run', '--root', folder, ...reporters],
		repository,
		{ OFFPRINT_RESULTS: results }
	);
	const outcome = readVitestReport(existsSync(report) ? await readFile(report, 'utf8') : '{}');
	assertPassed('vitest run', ended, outcome);
	return {
		node: process.versions.node,
		packages: await readVersions(await listImportedPackages(folder), repository),
		tests: { ...outcome.counts, failed: 0 },
		results: outcome.results
	};
}

/** The installed versions of packages, by name. */
async function readVersions(names: string[], repository: string): Promise<Record<string, string>> {
	const entries = names.map(async (name) => {
		const file = join(repository, 'node_modules', name, 'package.json');
		if (!existsSync(file)) return [];
		const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
		return [[name, version] as const];
	});
	return Object.fromEntries((await Promise.all(entries)).flat());
}
