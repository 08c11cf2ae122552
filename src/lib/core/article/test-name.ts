/** `QueueTests.A_locked_job_waits` → `A locked job waits`: a test's name as a sentence. */
export function describeTest(name: string): string {
	const method = name.slice(name.lastIndexOf('.') + 1);
	const words = method.includes('_')
		? method.replaceAll('_', ' ')
		: method.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
	return words.trim().replace(/^./u, (first) => first.toUpperCase());
}

/** The id of a test's entry on its sample's page. */
export const testId = (name: string): string =>
	`test-${name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')}`;
