import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ErrorPayload } from 'vite';
import { ContentError, type FileFault } from '../lib/content/faults/report.ts';

/** Lines shown before and after the one with a fault. */
const surroundingLines = 2;
/** Paragraphs are often one line. The part shown of it begins this far before the fault. */
const columnsBefore = 60;
const maxColumns = 120;

/**
 * What Vite's overlay shows: the first fault with its place and lines, and the places of the others, which
 * are links too, where the overlay has the stack of an error.
 */
export function overlayError(error: Error): ErrorPayload['err'] {
	const [first, ...others] = error instanceof ContentError ? error.faults : [];
	if (!first) return { message: error.message, stack: error.stack ?? '' };
	const { file, line, column, problem } = first;
	const more = others.length
		? `\n\nThe first of ${others.length + 1} faults; below are the others.`
		: '';
	return {
		message: problem + more,
		loc: { file: resolve(file), line, column },
		frame: codeFrame(first),
		stack: others.map(placeAndProblem).join('\n')
	};
}

const placeAndProblem = ({ file, line, column, problem }: FileFault) =>
	`${resolve(file)}:${line}:${column} ${problem}`;

/** The lines around a fault, in the format that the overlay recognizes; `''` if the file cannot be read. */
function codeFrame({ file, line, column }: FileFault): string {
	const first = Math.max(1, line - surroundingLines);
	const left = Math.max(0, column - 1 - columnsBefore);
	const numberWidth = String(line + surroundingLines).length;
	const row = (number: number | '', text: string) =>
		`${String(number).padStart(numberWidth)} | ${text}\n`;
	return readLines(file)
		.slice(first - 1, line + surroundingLines)
		.map((text, index) => {
			const shown = row(first + index, text.slice(left, left + maxColumns));
			const before = text.slice(left, column - 1).replace(/\S/g, ' ');
			return first + index === line ? shown + row('', `${before}^`) : shown;
		})
		.join('');
}

function readLines(file: string): string[] {
	try {
		return readFileSync(file, 'utf8').split(/\r\n?|\n/);
	} catch {
		return [];
	}
}
