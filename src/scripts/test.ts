import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './find-browser.ts';

// Everything that keeps the product true, the quick checks first. All of them run, so that one
// run tells all that is wrong.
const steps: [name: string, ...command: string[]][] = [
	['Types of the routes', 'svelte-kit', 'sync'],
	['Formatting', 'prettier', '--check', '--log-level', 'warn', '.'],
	['Lint', 'eslint', '--config', '.eslint.config.ts', '--max-warnings', '0', '.'],
	['Types', 'svelte-check', '--fail-on-warnings', '--output', 'human'],
	['Types of the service worker', 'tsc', '--project', 'src/service-worker'],
	['Content', 'tsx', 'src/scripts/check.ts']
];

const run = (command: readonly string[], env = process.env) =>
	spawnSync('npx', ['--no-install', ...command], {
		stdio: 'inherit',
		env,
		shell: process.platform === 'win32'
	}).status === 0;

const failed: string[] = [];
for (const [name, ...command] of steps) {
	const start = performance.now();
	const passed = run(command);
	console.log(
		`${passed ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`
	);
	if (!passed) failed.push(name);
}

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
const tested = run(
	['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
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
const passedSteps = steps.length - failed.length;
const failures = (counts?.numFailedTests ?? 1) + failed.length;
console.log(
	`${(counts?.numPassedTests ?? 0) + passedSteps} passed, ${failures} failed, ${counts?.numPendingTests ?? 0} skipped`
);
process.exitCode = tested && !failures ? 0 : 1;
