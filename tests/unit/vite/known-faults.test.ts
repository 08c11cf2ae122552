import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFault } from '../../../src/lib/content/faults/report.ts';
import { KnownFaults } from '../../../src/vite/known-faults.ts';

const fault = (file: string, problem = 'x'): FileFault => ({ file, line: 1, column: 1, problem });
const edit = (...files: string[]) => new Set(files.map((file) => resolve(file)));

describe('the faults that the development server knows', () => {
	it('are those of reading and rendering, each once and in the order of files', () => {
		const faults = new KnownFaults();
		faults.setRead([fault('b.md')]);
		faults.add([fault('b.md'), fault('a.md')]);
		expect(faults.all).toEqual([fault('a.md'), fault('b.md')]);
	});

	it('stay until their file is edited', () => {
		const faults = new KnownFaults();
		faults.add([fault('a.md'), fault('b.md')]);
		faults.setRead([], edit('b.md', 'c.md'));
		expect(faults.all).toEqual([fault('a.md')]);
	});

	it('go if reading had found them and no longer does, whatever file was edited', () => {
		const faults = new KnownFaults();
		faults.setRead([fault('a.md', 'is part 1, as b.md is')]);
		faults.set([fault('a.md', 'is part 1, as b.md is'), fault('c.md')]);
		faults.setRead([], edit('b.md'));
		expect(faults.all).toEqual([fault('c.md')]);
	});

	it('are those of the check, once it has ended', () => {
		const faults = new KnownFaults();
		faults.setRead([fault('a.md')]);
		faults.add([fault('b.md')]);
		faults.set([fault('c.md')]);
		expect(faults.all).toEqual([fault('c.md')]);
		faults.set([]);
		expect(faults.all).toEqual([]);
	});
});
