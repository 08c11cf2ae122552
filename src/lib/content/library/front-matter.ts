import * as v from 'valibot';
import { isMap, isSeq } from 'yaml';
import type { Fault, Position } from '../faults/fault.ts';
import { parseYaml, type YamlFile } from '../yaml/parse-yaml.ts';
import { validate } from '../yaml/validate.ts';
import {
	aboutSchema,
	frontMatterSchema,
	wholeNumber,
	type AboutFrontMatter,
	type FrontMatter
} from './front-matter-schema.ts';

interface Parsed<Value> {
	/** `null` if it has a fault. */
	frontMatter: Value | null;
	/** The file's text with the front matter blanked out, so that lines keep their numbers. */
	body: string;
	faults: Fault[];
}

export interface ParsedArticle extends Parsed<FrontMatter> {
	/** Where each alias is in the file. */
	aliasPositions?: Position[];
	/** The author's claim of the reading time and its position, whatever else is wrong. */
	claim?: { minutes: number } & Position;
}

/** Splits an article's file and reads its front matter; every fault in it is reported. */
export function parseArticle(source: string): ParsedArticle {
	const { file, ...parsed } = parsePage(source, frontMatterSchema);
	if (!file) return parsed;
	const minutes = file.document.get('minutes', true);
	const aliases = file.document.get('aliases');
	const claimed = v.safeParse(wholeNumber, file.document.get('minutes'));
	return {
		...parsed,
		...(isSeq(aliases) && { aliasPositions: aliases.items.map(file.at) }),
		...(claimed.success && { claim: { minutes: claimed.output, ...file.at(minutes) } })
	};
}

/** Splits `about.md` and reads its front matter. */
export const parseAbout = (source: string): Parsed<AboutFrontMatter> =>
	parsePage(source, aboutSchema);

/** Twenty times as much as any article has. */
const maxLength = 20_000;

/** @returns with the file of its front matter, if that can be read */
function parsePage<const Schema extends typeof frontMatterSchema | typeof aboutSchema>(
	source: string,
	schema: Schema
): Parsed<v.InferOutput<Schema>> & { file?: YamlFile } {
	const normal = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const open = /^---[ \t]*\n/.exec(normal);
	const close = open && /^---[ \t]*$/m.exec(normal.slice(open[0].length));
	const failed = (problem: string, line = 1) => ({
		frontMatter: null,
		body: normal,
		faults: [{ line, column: 1, problem }]
	});
	if (!open) {
		const required = Object.entries(schema.entries).filter(([, { type }]) => type !== 'optional');
		const names = required.map(([name]) => name);
		return failed(
			`front matter is missing; begin the file with a line ---, the keys ${names.slice(0, -1).join(', ')} and ${names.at(-1)}, and a line ---`
		);
	}
	if (!close) return failed('front matter has no end; close it with a line ---');
	const yaml = normal.slice(open[0].length, open[0].length + close.index);
	const end = open[0].length + close.index + close[0].length;
	const body = normal.slice(0, end).replace(/[^\n]/g, '') + normal.slice(end);
	// The line ending stands for the opening line, so that positions are those in the file.
	const file = parseYaml(`\n${yaml}`, { subject: 'front matter ', maxLength });
	if (!file.isReadable) return { frontMatter: null, body, faults: file.faults };
	if (!isMap(file.document.contents))
		return {
			...failed('front matter is not a list of keys; write `title: …` and the others', 2),
			body
		};
	const { value, faults } = validate(file, schema, 'front matter');
	return { frontMatter: value, body, faults, file };
}
