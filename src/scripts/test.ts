import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './find-browser.ts';
import { forEachConcurrent } from '../lib/core/async/for-each-concurrent.ts';

// The quick checks first. All of them run, so that one run reports everything that is wrong.
const steps: [name: string, ...command: string[]][] = [
	['Lint', 'eslint', '--config', '.eslint.config.ts', '--max-warnings', '0', '.'],
	['Types', 'svelte-check', '--tsgo', '--fail-on-warnings', '--output', 'human'],
	[
		'Formatting',
		'prettier',
		'--check',
		'--cache',
		'--cache-strategy',
		'content',
		'--log-level',
		'warn',
		'.'
	],
	['Content', 'tsx', 'src/scripts/run.ts', 'check'],
	['Types of the service worker', 'tsc', '--project', 'src/service-worker'],
	['Types of its sample', 'tsc', '--project', 'content/frontend/offline-you-can-verify/sample']
];

/** A check keeps little more than one CPU busy. */
const maxConcurrentSteps = 2;

/** Runs the command of a package, which npm has put in the path; `output` is what it printed if `stdio` is `pipe`. */
function run(
	[name = '', ...options]: readonly string[],
	env = process.env,
	stdio: 'inherit' | 'pipe' = 'inherit'
) {
	const child = spawn(name, options, {
		stdio: ['ignore', stdio, stdio],
		env,
		shell: process.platform === 'win32'
	});
	const output: Buffer[] = [];
	child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
	child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
	return new Promise<{ passed: boolean; output: string }>((resolve) =>
		child.on('close', (code) =>
			resolve({ passed: code === 0, output: Buffer.concat(output).toString() })
		)
	);
}

const failed: string[] = [];
// Lint and types read what this writes.
if (!(await run(['svelte-kit', 'sync'])).passed) failed.push('Types of the routes');
await forEachConcurrent(steps, maxConcurrentSteps, async ([name, ...command]) => {
	const start = performance.now();
	const { passed, output } = await run(command, process.env, 'pipe');
	process.stdout.write(output);
	console.log(
		`${passed ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`
	);
	if (!passed) failed.push(name);
});

let browser: string;
try {
	browser = findOrInstallBrowser();
} catch (error) {
	console.error((error as Error).message);
	process.exit(1);
}
console.log(`Browser: ${browser}`);

const folder = mkdtempSync(join(tmpdir(), 'offprint-test-'));
const report = join(folder, 'report.json');
const { passed: tested } = await run(
	[
		'vitest',
		'run',
		'--no-isolate',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	],
	{ ...process.env, CHROME_PATH: browser }
);

interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numFailedTestSuites: number;
}
let counts: Report | undefined;
try {
	counts = JSON.parse(readFileSync(report, 'utf8')) as Report;
} catch {
	console.error('The test runner ended without a report.');
}
rmSync(folder, { recursive: true, force: true });

if (failed.length) console.error(`Not passed: ${failed.join(', ')}`);
const passedSteps = steps.length + 1 - failed.length;
const failures = (counts?.numFailedTests ?? 1) + failed.length;
console.log(
	`${(counts?.numPassedTests ?? 0) + passedSteps} passed, ${failures} failed, ${counts?.numPendingTests ?? 0} skipped`
);
process.exitCode = tested && !failures ? 0 : 1;
