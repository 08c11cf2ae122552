/** The name of a test without its class (`Class.Method`) or groups (`describe > it`). */
export function ownName(name: string): string {
	const separator = name.includes(' ') ? ' > ' : '.';
	const at = name.lastIndexOf(separator);
	return at < 0 ? name : name.slice(at + separator.length);
}

/**
 * The name of a test as a sentence: `QueueTests.A_locked_job_waits` → `A locked job waits`, and
 * `addresses > survive junk` → `Addresses survive junk`.
 */
export function describeTest(name: string): string {
	const method = ownName(name);
	const words = name.includes(' ')
		? name.replaceAll(' > ', ' ')
		: method.includes('_')
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
