import * as v from 'valibot';
import type { ReaderRecord } from './record.ts';
import { articleRow, criteriaRow, fromRows, object, settingsRow, toRows } from './rows.ts';

const format = 'offprint-reader';
const version = 1;

const fileSchema = object({
	articles: v.array(articleRow, 'must be a list'),
	criteria: v.array(criteriaRow, 'must be a list'),
	settings: settingsRow
});

/** All that the record holds, for another device or for keeping, as JSON. */
export const writeExport = (record: ReaderRecord): string =>
	JSON.stringify({ format, version, ...toRows(record) }, null, '\t');

export type ReadExport =
	{ record: ReaderRecord; faults?: undefined } | { record?: undefined; faults: string[] };

/** What an exported file holds, or all that is wrong with it; any text may be given. */
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
		: { faults: result.issues.map((issue) => `${place(issue)} ${issue.message}.`) };
}

/** Where a fault is, as `articles[0].read.at`. */
const place = ({ path = [] }: { path?: readonly { key?: unknown }[] }) =>
	path
		.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('')
		.slice(1);
