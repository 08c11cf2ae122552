import * as v from 'valibot';
import type { ReadingRecord } from './record.ts';
import { articleRow, criteriaRow, fromRows, object, settingsRow, toRows } from './rows.ts';

const format = 'offprint-reader';
const version = 1;

const fileSchema = object({
	articles: v.array(articleRow, 'must be a list'),
	criteria: v.array(criteriaRow, 'must be a list'),
	settings: settingsRow
});

/** The whole record as JSON, for another device or as a backup. */
export const writeExport = (record: ReadingRecord): string =>
	JSON.stringify({ format, version, ...toRows(record) }, null, '\t');

export type ReadExport =
	{ record: ReadingRecord; faults?: undefined } | { record?: undefined; faults: string[] };

/** Reads an exported file, which may be any text: its record, or every fault in it. */
export function readExport(text: string): ReadExport {
	let file: unknown;
	try {
		file = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return { faults: ['This isn’t valid JSON. The file may be incomplete.'] };
	}
	const head = file as { format?: unknown; version?: unknown } | null;
	if (head?.format !== format) return { faults: ['This isn’t an Offprint reading-history file.'] };
	if (head.version !== version)
		return {
			faults: [
				`This file uses version ${JSON.stringify(head.version)}; this site reads version ${version}.`
			]
		};
	const result = v.safeParse(fileSchema, file);
	return result.success
		? { record: fromRows(result.output) }
		: { faults: result.issues.map((issue) => `${faultPath(issue)} ${issue.message}.`) };
}

/** The path of a fault: `articles[0].read.at`. */
const faultPath = ({ path = [] }: { path?: readonly { key?: unknown }[] }) =>
	path
		.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('')
		.slice(1);
