import { readFileSync } from 'node:fs';
import type { FileFault } from '../faults/report.ts';

const reasons: Record<string, string> = {
	EACCES: 'may not be read; give yourself the right to',
	EISDIR: 'is a folder where a file is needed',
	ENOENT: 'is a link to a file that does not exist'
};

/** Reads a file. If that fails or the file is not UTF-8, it adds a fault and returns `null`. */
export function readText(path: string, faults: FileFault[]): string | null {
	const fault = (problem: string, line = 1, column = 1) => {
		faults.push({ file: path, line, column, problem });
		return null;
	};
	let bytes: Buffer;
	try {
		bytes = readFileSync(path);
	} catch (error) {
		const { code = '', message } = error as NodeJS.ErrnoException;
		return fault(reasons[code] ?? `cannot be read: ${message}`);
	}
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		const before = new TextDecoder('utf-8').decode(bytes).split('�')[0] ?? '';
		return fault(
			'the file is not UTF-8 text; save it in that encoding',
			before.split('\n').length,
			before.length - before.lastIndexOf('\n')
		);
	}
}
