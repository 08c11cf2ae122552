import { relative } from 'node:path';
import { faultText, type FileFault } from '../lib/content/faults/report.ts';

/** What a check of a content folder found. */
export interface CheckResult {
	/** They fail the check. */
	faults: readonly FileFault[];
	/** They do not. */
	warnings: readonly FileFault[];
	summary: {
		/** Relative to the folder that the command runs in. */
		folder: string;
		/** `null`, like the other counts, if a fault keeps the library from being read. */
		articles: number | null;
		categories: number | null;
		goldenQueries: { asked: number; answered: number } | null;
		seconds: number;
	};
}

/** One JSON document: the faults and warnings, each with file, line, column and problem, and the summary. */
export const jsonReport = ({ faults, warnings, summary }: CheckResult) =>
	JSON.stringify(
		{
			faults: faults.map(plainFault),
			warnings: warnings.map(plainFault),
			summary: { ...summary, faults: faults.length, warnings: warnings.length }
		},
		null,
		'\t'
	);

/** Without other properties that a fault may carry. */
const plainFault = ({ file, line, column, problem }: FileFault): FileFault => ({
	file,
	line,
	column,
	problem
});

export const warningsReport = (warnings: readonly FileFault[]) =>
	warnings.map(faultText).join('\n');

// Escaping as in the runner's own toolkit (`command.ts` of @actions/core).
const escapeMessage = (text: string) =>
	text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) =>
	escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * A workflow command for each fault and warning. GitHub shows it at the line of the file.
 * @param repository folder of the repository, which GitHub's paths start from
 */
export const annotations = (
	{ faults, warnings }: Pick<CheckResult, 'faults' | 'warnings'>,
	repository: string
) =>
	[
		...faults.map((fault) => annotation('error', fault, repository)),
		...warnings.map((warning) => annotation('warning', warning, repository))
	].join('\n');

function annotation(
	command: 'error' | 'warning',
	{ file, line, column, problem }: FileFault,
	repository: string
): string {
	const path = escapeProperty(relative(repository, file).replaceAll('\\', '/'));
	return `::${command} file=${path},line=${line},col=${column}::${escapeMessage(problem)}`;
}
