export interface TestCounts {
	passed: number;
	failed: number;
	skipped: number;
}

export interface FailedTest {
	name: string;
	message: string;
}

/** Counts over the reports (`.trx`) of all test projects of a run. */
export function countTests(reports: readonly string[]): TestCounts {
	const sum = { passed: 0, failed: 0, skipped: 0 };
	for (const report of reports) {
		const counters = report.match(/<Counters\b[^>]*>/)?.[0] ?? '';
		const counter = (name: string) =>
			Number(counters.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
		sum.passed += counter('passed');
		sum.failed += counter('executed') - counter('passed');
		sum.skipped += counter('total') - counter('executed');
	}
	return sum;
}

/**
 * The outcome of every test by `Class.Method`, sorted. The cases of a theory are one test: it passed
 * if at least one of them did and none failed.
 */
export function listTests(reports: readonly string[]): Record<string, 'passed' | 'skipped'> {
	const outcomes: Record<string, 'passed' | 'skipped'> = {};
	for (const report of reports)
		for (const [, attributes] of report.matchAll(/<UnitTestResult\b([^>]*)>/g)) {
			const attribute = (name: string) =>
				decode(attributes!.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '');
			const [method] = attribute('testName').split('(');
			const name = method!.split('.').slice(-2).join('.');
			if (outcomes[name] !== 'passed')
				outcomes[name] = attribute('outcome') === 'Passed' ? 'passed' : 'skipped';
		}
	return sortByName(Object.entries(outcomes));
}

/** Name and first line of the message of each test that failed. */
export function listFailedTests(report: string): FailedTest[] {
	return [...report.matchAll(/<UnitTestResult\b([^>]*[^/])>([\s\S]*?)<\/UnitTestResult>/g)]
		.filter(([, attributes]) => attributes!.includes('outcome="Failed"'))
		.map(([, attributes, body]) => ({
			name: decode(attributes!.match(/testName="([^"]*)"/)?.[1] ?? ''),
			message: decode(body!.match(/<Message>([\s\S]*?)<\/Message>/)?.[1] ?? '').trim()
		}));
}

interface PackageList {
	projects?: {
		frameworks?: { topLevelPackages?: { id: string; resolvedVersion: string }[] }[];
	}[];
}

/** Direct packages by name from the output of `dotnet list package --format json`. */
export function listPackages(output: string): Record<string, string> {
	const { projects = [] } = JSON.parse(output.slice(output.indexOf('{'))) as PackageList;
	return sortByName(
		projects
			.flatMap(({ frameworks = [] }) => frameworks)
			.flatMap(({ topLevelPackages = [] }) => topLevelPackages)
			.map(({ id, resolvedVersion }) => [id, resolvedVersion])
	);
}

/** Versions by name from lines such as `redis-server 7.0.15`. */
export function listServers(lines: string): Record<string, string> {
	return sortByName(
		lines
			.split('\n')
			.map((line) => line.split(' '))
			.filter((parts): parts is [string, string] => parts.length === 2)
	);
}

/** An object whose keys are in alphabetical order. */
export const sortByName = <Value extends string>(entries: [string, Value][]) =>
	Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en'))) as Record<string, Value>;

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const decode = (xml: string) =>
	xml.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex, decimal, name) =>
		hex
			? String.fromCodePoint(parseInt(hex, 16))
			: decimal
				? String.fromCodePoint(Number(decimal))
				: (entities[name] ?? all)
	);
