import * as v from 'valibot';
import { isMap, isSeq } from 'yaml';
import type { Fault, Position } from '../faults/fault.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { validate } from '../yaml/validate.ts';
import { frontMatterSchema, wholeNumber, type FrontMatter } from './front-matter-schema.ts';

export interface ParsedArticle {
	/** `null` if it has a fault. */
	frontMatter: FrontMatter | null;
	/** The file's text with the front matter blanked out, so that lines keep their numbers. */
	body: string;
	/** Where each alias is in the file. */
	aliasPositions?: Position[];
	/** The author's claim of the reading time and its position, whatever else is wrong. */
	claim?: { minutes: number } & Position;
	faults: Fault[];
}

/** Twenty times as much as any article has. */
const maxLength = 20_000;

/** Splits an article's file and reads its front matter; every fault in it is reported. */
export function parseArticle(source: string): ParsedArticle {
	const normal = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const open = /^---[ \t]*\n/.exec(normal);
	const close = open && /^---[ \t]*$/m.exec(normal.slice(open[0].length));
	const failed = (problem: string, line = 1): ParsedArticle => ({
		frontMatter: null,
		body: normal,
		faults: [{ line, column: 1, problem }]
	});
	if (!open)
		return failed(
			'front matter is missing; begin the file with a line ---, the keys title, description, level and published, and a line ---'
		);
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
	const { value, faults } = validate(file, frontMatterSchema, 'front matter');
	const minutes = file.document.get('minutes', true);
	const aliases = file.document.get('aliases');
	const claimed = v.safeParse(wholeNumber, file.document.get('minutes'));
	return {
		frontMatter: value,
		body,
		...(isSeq(aliases) && { aliasPositions: aliases.items.map(file.at) }),
		...(claimed.success && { claim: { minutes: claimed.output, ...file.at(minutes) } }),
		faults
	};
}
