import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentError } from '../../../src/lib/content/faults/report.ts';
import { overlayError } from '../../../src/vite/overlay-error.ts';

let folder: string;
let file: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'offprint-overlay-'));
	file = join(folder, 'x.md');
	writeFileSync(file, 'one\r\ntwo\n\tthree: 3\nfour\nfive\nsix\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

const overlayOf = (...places: [file: string, line: number, column: number][]) =>
	overlayError(
		new ContentError(
			places.map(([name, line, column]) => ({ file: name, line, column, problem: 'x' }))
		)
	);

describe('what the overlay of a fault shows', () => {
	it('is its problem, its place and the lines around it', () => {
		expect(overlayOf([file, 3, 9])).toEqual({
			message: 'x',
			loc: { file, line: 3, column: 9 },
			frame: [
				'1 | one',
				'2 | two',
				'3 | \tthree: 3',
				'  | \t       ^',
				'4 | four',
				'5 | five',
				''
			].join('\n'),
			stack: ''
		});
	});

	it('is shorter at the start and the end of a file', () => {
		expect(overlayOf([file, 1, 1]).frame).toBe('1 | one\n  | ^\n2 | two\n3 | \tthree: 3\n');
		expect(overlayOf([file, 7, 1]).frame).toBe('5 | five\n6 | six\n7 | \n  | ^\n');
	});

	it('is a part of a long line', () => {
		writeFileSync(file, `${'a'.repeat(999)}B${'c'.repeat(999)}`);
		const [line, mark] = overlayOf([file, 1, 1000]).frame!.split('\n');
		expect(line).toBe(`1 | ${'a'.repeat(60)}B${'c'.repeat(59)}`);
		expect(mark!.indexOf('^')).toBe(line!.indexOf('B'));
	});

	it('names the places of the other faults, which become links', () => {
		const { message, stack } = overlayOf([file, 1, 1], [file, 2, 3], ['content/y.md', 4, 5]);
		expect(message).toContain('first of 3 faults');
		expect(stack).toBe(`${file}:2:3 x\n${resolve('content/y.md')}:4:5 x`);
	});

	it('has no lines if the file is missing', () => {
		expect(overlayOf([join(folder, 'site.yaml'), 1, 1])).toMatchObject({ message: 'x', frame: '' });
	});

	it('is the stack of any other error', () => {
		const error = new Error('Not about content');
		expect(overlayError(error)).toEqual({ message: 'Not about content', stack: error.stack });
	});
});
