/** The name of a test as a sentence: `QueueTests.A_locked_job_waits` → `A locked job waits`. */
export function describeTest(name: string): string {
	const method = name.slice(name.lastIndexOf('.') + 1);
	const words = method.includes('_')
		? method.replaceAll('_', ' ')
		: method.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
	return words.trim().replace(/^./u, (first) => first.toUpperCase());
}

/** The id of the entry for a test on the page of its sample. */
export const testId = (name: string): string =>
	`test-${name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')}`;
