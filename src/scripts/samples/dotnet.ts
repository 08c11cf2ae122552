import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countTests, listFailedTests, listPackages, listServers, listTests } from './facts.ts';
import { must, run } from './run-program.ts';
import { assertPassed, type TestRun } from './test-run.ts';

/**
 * Builds and tests a .NET sample; throws with what failed.
 * @param results where its tests write what they measure
 * @param scratch an empty folder
 */
export async function runDotnet(
	folder: string,
	sdk: string,
	results: string,
	scratch: string
): Promise<TestRun> {
	const solution = await findSolution(folder);
	if (existsSync(join(folder, 'package-lock.json'))) await must('npm', ['ci'], folder);
	const servers = join(scratch, 'servers');
	await mkdir(scratch, { recursive: true });
	await writeFile(servers, '');
	// Optimised code, and one test project after the other (-m:1), since samples measure.
	const options = ['-c', 'Release', '-m:1', '--logger', 'trx', '--results-directory', scratch];
	const hang = ['--blame-hang-timeout', '10m', '--blame-hang-dump-type', 'none'];
	const ended = await run('dotnet', ['test', solution, ...options, ...hang], folder, {
		OFFPRINT_RESULTS: results,
		OFFPRINT_SERVERS: servers
	});
	const reports = await readReports(scratch);
	const outcome = {
		counts: countTests(reports),
		failed: reports.flatMap(listFailedTests),
		results: listTests(reports)
	};
	assertPassed('dotnet test', ended, outcome);
	const list = ['list', solution, 'package', '--format', 'json'];
	return {
		sdk,
		packages: listPackages(await must('dotnet', list, folder)),
		servers: listServers(await readFile(servers, 'utf8')),
		tests: { ...outcome.counts, failed: 0 },
		results: outcome.results
	};
}

async function findSolution(folder: string): Promise<string> {
	const solutions = (await readdir(folder)).filter((name) => /\.slnx?$/.test(name));
	if (solutions.length === 1) return solutions[0]!;
	throw new Error(`${folder} has ${solutions.length} solutions (.slnx); one is needed`);
}

async function readReports(folder: string): Promise<string[]> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.trx'));
	return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
}
