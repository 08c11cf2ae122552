import { describe, expect, it } from 'vitest';
import { assertPassed } from '../../../../src/scripts/samples/test-run.ts';
import { readVitestReport } from '../../../../src/scripts/samples/vitest-report.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'todo';

const test = (title: string, status: Status = 'passed', ...ancestorTitles: string[]) => ({
	ancestorTitles,
	title,
	status,
	failureMessages: status === 'failed' ? ['AssertionError: expected 1\n    at x.ts:3'] : []
});

const report = (...files: ReturnType<typeof test>[][]) =>
	JSON.stringify({
		testResults: files.map((assertionResults, i) => ({ name: `/s/${i}.test.ts`, assertionResults }))
	});

describe('a report of Vitest', () => {
	it('gives the outcome of every test by its groups and title, sorted', () => {
		const { counts, results, failed } = readVitestReport(
			report([test('ties', 'passed', 'ranking'), test('alone')], [test('later', 'todo', 'a', 'b')])
		);
		expect(Object.entries(results)).toEqual([
			['a > b > later', 'skipped'],
			['alone', 'passed'],
			['ranking > ties', 'passed']
		]);
		expect(counts).toEqual({ passed: 2, failed: 0, skipped: 1 });
		expect(failed).toEqual([]);
	});

	it('lists what failed with the first line of its message', () => {
		const { counts, failed } = readVitestReport(report([test('ties', 'failed'), test('order')]));
		expect(failed).toEqual([{ name: 'ties', message: 'AssertionError: expected 1' }]);
		expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
	});

	it('counts a file that cannot be loaded as a failure', () => {
		const json = JSON.stringify({
			testResults: [{ name: '/s/a.test.ts', message: 'Cannot find ./x', assertionResults: [] }]
		});
		const { counts, failed } = readVitestReport(json);
		expect(failed).toEqual([{ name: '/s/a.test.ts', message: 'Cannot find ./x' }]);
		expect(counts.failed).toBe(1);
	});

	it('refuses two tests of one name, which a proof could not tell apart', () => {
		expect(() => readVitestReport(report([test('ties')], [test('ties')]))).toThrow(
			'two tests are called "ties"; rename one of them'
		);
	});
});

describe('a run', () => {
	const ended = { code: 0, output: 'first\nlast' };

	it('passes if every test of it passed', () => {
		expect(() =>
			assertPassed('vitest run', ended, readVitestReport(report([test('a')])))
		).not.toThrow();
	});

	it.each([
		[
			'names the tests that failed',
			report([test('a', 'failed'), test('b')]),
			0,
			/^1 of 2 tests failed\n {2}a\n {4}Assert/
		],
		[
			'shows the end of the output of a program that failed',
			report([test('a')]),
			1,
			/^vitest run failed\n.*last$/s
		],
		['does not pass without a test', '{}', 0, /^no test was run$/]
	])('%s', (_, json, code, message) => {
		expect(() => assertPassed('vitest run', { ...ended, code }, readVitestReport(json))).toThrow(
			message
		);
	});
});
