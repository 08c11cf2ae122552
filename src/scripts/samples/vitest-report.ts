import { sortByName } from './facts.ts';
import type { Outcome } from './test-run.ts';

/** The parts of Vitest's JSON report that are read here. */
interface Report {
	testResults?: {
		name: string;
		message?: string;
		assertionResults: {
			ancestorTitles: string[];
			title: string;
			status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
			failureMessages?: string[];
		}[];
	}[];
}

/**
 * The outcome of every test by its name, `describe > it`, as Vitest prints it. Throws if two tests of a
 * sample have the same name, because a proof could stand for either.
 */
export function readVitestReport(json: string): Outcome {
	const outcome: Outcome = {
		counts: { passed: 0, failed: 0, skipped: 0 },
		failed: [],
		results: {}
	};
	const results = new Map<string, 'passed' | 'skipped'>();
	for (const { name: file, message, assertionResults } of (JSON.parse(json) as Report)
		.testResults ?? []) {
		// A file that cannot be loaded has no tests.
		if (!assertionResults.length && message) outcome.failed.push({ name: file, message });
		for (const { ancestorTitles, title, status, failureMessages = [] } of assertionResults) {
			const name = [...ancestorTitles, title].join(' > ');
			if (results.has(name)) throw new Error(`two tests are called "${name}"; rename one of them`);
			const kind = status === 'passed' || status === 'failed' ? status : 'skipped';
			outcome.counts[kind]++;
			results.set(name, kind === 'passed' ? 'passed' : 'skipped');
			if (kind === 'failed')
				outcome.failed.push({ name, message: (failureMessages[0] ?? '').split('\n')[0]! });
		}
	}
	outcome.counts.failed += outcome.failed.length - outcome.counts.failed;
	outcome.results = sortByName([...results]);
	return outcome;
}
