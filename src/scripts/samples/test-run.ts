import type { VerifiedRecord } from '../../lib/content/markdown/verified-record.ts';
import type { FailedTest, TestCounts } from './facts.ts';
import { indent, lastLines } from './run-program.ts';

/** What is recorded of a run of all tests of a sample, besides the day and its sources. */
export type TestRun = Omit<VerifiedRecord, 'date' | 'sources'>;

/** What the reports of a run say. */
export interface Outcome {
	counts: TestCounts;
	failed: FailedTest[];
	results: VerifiedRecord['results'];
}

/** Throws with what failed, unless every test of a run passed and there was one. */
export function assertPassed(
	program: string,
	{ code, output }: { code: number | null; output: string },
	{ counts, failed }: Outcome
) {
	if (failed.length > 0)
		throw new Error(
			`${counts.failed} of ${counts.passed + counts.failed} tests failed\n` +
				failed.map(({ name, message }) => `  ${name}\n${indent(message)}`).join('\n')
		);
	if (code !== 0) throw new Error(`${program} failed\n${indent(lastLines(output))}`);
	if (counts.passed === 0) throw new Error('no test was run');
}
