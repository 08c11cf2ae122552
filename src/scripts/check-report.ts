import { relative } from 'node:path';
import { faultText, type FileFault } from '../lib/content/faults/report.ts';
import { articleCount } from '../lib/core/filter/names.ts';

/** What a check counts in content that it can read. */
export interface Counts {
	articles: number;
	categories: number;
	goldenQueries: { asked: number; answered: number };
	/** Rows of the built-in synonyms, and how many of them lead to an article. */
	glossary: { rows: number; applied: number };
}

/** What a check of a content folder found. */
export interface CheckResult {
	/** They fail the check. */
	faults: readonly FileFault[];
	/** They do not. */
	warnings: readonly FileFault[];
	summary: {
		/** Relative to the folder that the command runs in. */
		folder: string;
		seconds: number;
		/** Without counts if a fault keeps the library from being read. */
	} & (Counts | { [Name in keyof Counts]: null });
}

/** One line for a person, for content that can be read. */
export function summaryLine(
	{ articles, categories, goldenQueries: { asked, answered }, glossary }: Counts,
	folder: string,
	seconds: number
): string {
	const library = `${articleCount(articles)} in ${categories} ${categories === 1 ? 'category' : 'categories'}`;
	const parts = [
		`${folder}: ${library}, no faults`,
		...(asked ? [`${answered} of ${asked} golden queries answered`] : []),
		...(glossary.rows ? [`${glossary.applied} of the glossary's ${glossary.rows} rows apply`] : [])
	];
	return `${parts.join('; ')} (${seconds.toFixed(1)} s)`;
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
