import { describe, expect, it } from 'vitest';
import { findTest } from '../../../../src/lib/content/prerender/find-test.ts';

const file = (path: string, text: string) => ({ path, text, bytes: Buffer.from(text) });

const place = (name: string, ...files: ReturnType<typeof file>[]) => {
	const { file: found, line } = findTest(files, name);
	return found && `${found.path}:${line}`;
};

describe('a test in C#', () => {
	const queue = file('QueueTests.cs', 'class QueueTests\n{\n    public void Waits() {}\n}');
	const relay = file('RelayTests.cs', 'class RelayTests\n{\n\n    public void Waits() {}\n}');

	it('is found by its class and method', () => {
		expect(place('RelayTests.Waits', queue, relay)).toBe('RelayTests.cs:4');
		expect(place('QueueTests.Waits', queue, relay)).toBe('QueueTests.cs:3');
	});

	it('has no place if no file declares it', () => {
		expect(place('QueueTests.Gone', queue)).toBeUndefined();
	});
});

describe('a test in TypeScript', () => {
	const tests = file(
		'rates.test.ts',
		`describe('rates', () => {
	it('count 3.5 words (or so)', () => {});
	it.each([
		['a', 1],
		['b', 2]
	])('%s is one of %d', () => {});
	it.each\`
		word | n
		\${'a'} | \${1}
	\`('knows $word', () => {});
	it("doesn't round", () => {});
});`
	);
	const other = file('lines.ts', `it('count 3.5 words (or so)'`);

	it.each([
		['rates > count 3.5 words (or so)', 'rates.test.ts:2'],
		['rates > b is one of 2', 'rates.test.ts:6'],
		["rates > doesn't round", 'rates.test.ts:11'],
		['rates > counts 3x5 words (or so)', undefined]
	])('is found by its title: %s', (name, found) => {
		expect(place(name, other, tests)).toBe(found);
	});
});
