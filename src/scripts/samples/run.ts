import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSources, resultsFolder } from '../../lib/content/library/sample.ts';
import { verifiedFile, type VerifiedRecord } from '../../lib/content/markdown/verified-record.ts';
import {
	countTests,
	listFailedTests,
	listTests,
	listPackages,
	listServers,
	type TestCounts
} from './facts.ts';

/**
 * Builds and tests the sample in `folder`. Its results and its record change only when every test
 * passed; otherwise this throws with what failed.
 */
export async function verifySample(folder: string, sdk: string): Promise<VerifiedRecord> {
	const scratch = await mkdtemp(join(tmpdir(), 'offprint-sample-'));
	try {
		const sources = await hashSources(folder);
		const results = join(scratch, 'results');
		const servers = join(scratch, 'servers');
		await writeFile(servers, '');
		const solution = await findSolution(folder);
		if (existsSync(join(folder, 'package-lock.json'))) await must('npm', ['ci'], folder);
		const { tests, results: outcomes } = await runTests(
			folder,
			solution,
			join(scratch, 'reports'),
			{
				OFFPRINT_RESULTS: results,
				OFFPRINT_SERVERS: servers
			}
		);
		const list = ['list', solution, 'package', '--format', 'json'];
		const record: VerifiedRecord = {
			date: new Date().toISOString().slice(0, 10),
			sdk,
			packages: listPackages(await must('dotnet', list, folder)),
			servers: listServers(await readFile(servers, 'utf8')),
			tests: { ...tests, failed: 0 },
			results: outcomes,
			sources
		};
		if (sources !== (await hashSources(folder))) throw new Error('its sources changed meanwhile');
		if (existsSync(results)) await cp(results, join(folder, resultsFolder), { recursive: true });
		await writeFile(join(folder, verifiedFile), JSON.stringify(record, null, '\t') + '\n');
		return record;
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

async function findSolution(folder: string): Promise<string> {
	const solutions = (await readdir(folder)).filter((name) => /\.slnx?$/.test(name));
	if (solutions.length === 1) return solutions[0]!;
	throw new Error(`${folder} has ${solutions.length} solutions (.slnx); one is needed`);
}

async function runTests(
	folder: string,
	solution: string,
	reportsFolder: string,
	environment: Record<string, string>
): Promise<{ tests: TestCounts; results: VerifiedRecord['results'] }> {
	// Optimised code, and one test project after the other (-m:1), since samples measure.
	const options = [
		'-c',
		'Release',
		'-m:1',
		'--logger',
		'trx',
		'--results-directory',
		reportsFolder
	];
	const hang = ['--blame-hang-timeout', '10m', '--blame-hang-dump-type', 'none'];
	const { code, output } = await run(
		'dotnet',
		['test', solution, ...options, ...hang],
		folder,
		environment
	);
	const reports = await readReports(reportsFolder);
	const counts = countTests(reports);
	const failed = reports.flatMap(listFailedTests);
	if (failed.length > 0)
		throw new Error(
			`${counts.failed} of ${counts.passed + counts.failed} tests failed\n` +
				failed.map(({ name, message }) => `  ${name}\n${indent(message)}`).join('\n')
		);
	if (code !== 0) throw new Error(`dotnet test failed\n${indent(lastLines(output))}`);
	if (counts.passed === 0) throw new Error('no test was run');
	return { tests: counts, results: listTests(reports) };
}

async function readReports(folder: string): Promise<string[]> {
	if (!existsSync(folder)) return [];
	const files = (await readdir(folder)).filter((name) => name.endsWith('.trx'));
	return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
}

const indent = (text: string) => text.replace(/^/gm, '    ');

const lastLines = (output: string) => output.trimEnd().split('\n').slice(-30).join('\n');

async function must(program: string, args: string[], folder: string): Promise<string> {
	const { code, output } = await run(program, args, folder);
	if (code === 0) return output;
	throw new Error(`${program} ${args.join(' ')} failed\n${indent(lastLines(output))}`);
}

const quietDotnet = {
	DOTNET_CLI_UI_LANGUAGE: 'en',
	DOTNET_CLI_TELEMETRY_OPTOUT: '1',
	DOTNET_NOLOGO: '1',
	MSBUILDDISABLENODEREUSE: '1'
};

/** Runs a program to its end; `output` is what it wrote to both of its streams. */
export function run(
	program: string,
	args: string[],
	folder: string,
	environment: Record<string, string> = {}
): Promise<{ code: number | null; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: folder,
			env: { ...process.env, ...quietDotnet, ...environment },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, output }));
	});
}
