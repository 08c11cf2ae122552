import { describe, expect, it } from 'vitest';
import {
	countTests,
	listFailedTests,
	listPackages,
	listTests,
	listServers
} from '../../../../src/scripts/samples/facts.ts';

const report = (counters: string, results = '') =>
	`<TestRun><Results>${results}</Results><ResultSummary outcome="x">` +
	`<Counters ${counters} error="0" notExecuted="0" /></ResultSummary></TestRun>`;

describe('the facts of a run', () => {
	it('adds up the tests of all projects', () => {
		expect(
			countTests([
				report('total="5" executed="4" passed="3" failed="1"'),
				report('total="2" executed="2" passed="2" failed="0"')
			])
		).toEqual({ passed: 5, failed: 1, skipped: 1 });
	});

	it('counts a test that was cut off as failed', () => {
		expect(
			countTests([report('total="2" executed="2" passed="1" failed="0" aborted="1"')])
		).toEqual({ passed: 1, failed: 1, skipped: 0 });
	});

	it('counts nothing without a report', () => {
		expect(countTests([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
	});

	it('names the failed tests with their messages', () => {
		const passed = '<UnitTestResult testName="A" outcome="Passed" />';
		const spoke =
			'<UnitTestResult testName="B" outcome="Passed"><Output><StdOut>hi</StdOut></Output></UnitTestResult>';
		const failed =
			'<UnitTestResult testName="C(text: &quot;x&quot;)" outcome="Failed"><Output><ErrorInfo>' +
			'<Message>Expected: &lt;1&gt;&#xD;\nActual: 2</Message></ErrorInfo></Output></UnitTestResult>';
		expect(listFailedTests(report('', passed + spoke + failed))).toEqual([
			{ name: 'C(text: "x")', message: 'Expected: <1>\r\nActual: 2' }
		]);
	});

	it('lists every test once by class and method, the cases of a theory as one', () => {
		const result = (name: string, outcome: string) =>
			`<UnitTestResult testId="1" testName="${name}" outcome="${outcome}" />`;
		const results = [
			result('Shop.Tests.OrderTests.Ends(at: "3.5")'.replaceAll('"', '&quot;'), 'Passed'),
			result('Shop.Tests.OrderTests.Ends(at: &quot;x&quot;)', 'NotExecuted'),
			result('Shop.Tests.CartTests.Adds', 'Passed'),
			result('Shop.Tests.CartTests.Waits', 'NotExecuted')
		];
		expect(Object.entries(listTests([report('', results.join(''))]))).toEqual([
			['CartTests.Adds', 'passed'],
			['CartTests.Waits', 'skipped'],
			['OrderTests.Ends', 'passed']
		]);
	});

	it('lists direct packages once, by name', () => {
		const projects = [
			{ frameworks: [{ topLevelPackages: [pack('xunit', '2.9.3'), pack('Npgsql', '10.0.3')] }] },
			{ frameworks: [{ topLevelPackages: [pack('xunit', '2.9.3')] }, {}] },
			{}
		];
		const packages = listPackages(`Restoring ...\n${JSON.stringify({ version: 1, projects })}`);
		expect(Object.entries(packages)).toEqual([
			['Npgsql', '10.0.3'],
			['xunit', '2.9.3']
		]);
	});

	it('lists each server once', () => {
		expect(listServers('redis-server 7.0.15\npostgres 15.14\nredis-server 7.0.15\n')).toEqual({
			postgres: '15.14',
			'redis-server': '7.0.15'
		});
	});
});

const pack = (id: string, resolvedVersion: string) => ({ id, resolvedVersion });
