import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources } from '../../../../src/lib/content/library/sample.ts';
import { readSampleArchive } from '../../../../src/lib/content/library/sample-files.ts';

let repository: string;
let sample: string;

function write(path: string, text: string) {
	const file = join(sample, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

describe('the hash of a sample in TypeScript', () => {
	beforeEach(() => {
		repository = mkdtempSync(join(tmpdir(), 'offprint-typescript-'));
		sample = join(repository, 'content/frontend/urls/sample');
		write('vitest.config.ts', '');
		write('url.test.ts', `import { read } from '../../../../src/url.ts';`);
		write('../../../../src/url.ts', `export { escape } from './escape.ts';`);
		write('../../../../src/escape.ts', 'export const escape = 1;');
	});

	afterEach(() => rmSync(repository, { recursive: true }));

	it('includes the code of the site that its tests run', async () => {
		const before = await hashSources(sample);
		write('../../../../src/escape.ts', 'export const escape = 2;');
		const after = await hashSources(sample);
		write('../../../../src/other.ts', '');
		expect(after).not.toBe(before);
		expect(await hashSources(sample)).toBe(after);
	});

	it('is found again in its archive, with everything that a run needs', async () => {
		write('../../../../package.json', '{}');
		write('mutations.md', '# Mutations');
		const archive = await readSampleArchive(sample);
		expect(Object.keys(archive)).toEqual([
			'content/frontend/urls/sample/mutations.md',
			'content/frontend/urls/sample/url.test.ts',
			'content/frontend/urls/sample/vitest.config.ts',
			'package.json',
			'src/escape.ts',
			'src/url.ts'
		]);
		const copy = join(repository, 'unpacked');
		for (const [path, bytes] of Object.entries(archive)) {
			mkdirSync(dirname(join(copy, path)), { recursive: true });
			writeFileSync(join(copy, path), bytes);
		}
		expect(await hashSources(join(copy, 'content/frontend/urls/sample'))).toBe(
			await hashSources(sample)
		);
	});
});
