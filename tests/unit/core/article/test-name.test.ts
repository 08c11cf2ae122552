import { describe, expect, it } from 'vitest';
import { describeTest, testId } from '../../../../src/lib/core/article/test-name.ts';

describe('the name of a test', () => {
	it.each([
		['QueueTests.A_locked_job_waits', 'A locked job waits'],
		['StoreTests.KeepsOrderOfKeys', 'Keeps order of keys'],
		['Lonely', 'Lonely'],
		['addresses > with junk > keep C# and asp.net', 'Addresses with junk keep C# and asp.net'],
		['drops a.b, a_b and <x>', 'Drops a.b, a_b and <x>']
	])('%s reads as “%s”', (name, sentence) => {
		expect(describeTest(name)).toBe(sentence);
	});

	it('gives an id that needs no escaping in a URL', () => {
		expect(testId('QueueTests.A_locked_job_waits')).toBe('test-queuetests-a-locked-job-waits');
		expect(testId('addresses > keep C# and asp.net')).toBe('test-addresses-keep-c-and-asp-net');
		expect(testId('a › b: “c”?')).toBe('test-a-b-c');
	});
});
