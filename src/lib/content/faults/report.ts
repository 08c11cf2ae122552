import type { Fault } from './fault.ts';

export interface FileFault extends Fault {
	/** Relative to the folder that the command runs in. */
	file: string;
}

/** `content/backend/x.md:3:8 level "Advance" is not a level; did you mean "Advanced"?` */
export const faultText = ({ file, line, column, problem }: FileFault) =>
	`${file}:${line}:${column} ${problem}`;

/** All faults of the content. */
export class ContentError extends Error {
	constructor(readonly faults: readonly FileFault[]) {
		super(
			`The content has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n` +
				faults.map(faultText).join('\n')
		);
		this.name = 'ContentError';
	}
}

/** By file, then by position. */
export const sortFaults = (faults: readonly FileFault[]) =>
	[...faults].sort(
		(a, b) =>
			(a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column
	);
