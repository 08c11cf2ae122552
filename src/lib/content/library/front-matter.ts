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

interface FrontMatterOf<Value> {
	/** `null` if it has a fault. */
	frontMatter: Value | null;
	faults: Fault[];
}

/** What the front matter of an article says, or what is wrong with it. */
export interface ArticleFrontMatter extends FrontMatterOf<FrontMatter> {
	/** Where each alias is in the file. */
	aliasPositions?: Position[];
	/** The author's claim of the reading time and its position, whatever else is wrong. */
	claim?: { minutes: number } & Position;
}

interface Body {
	/** The file's text with the front matter blanked out, so that lines keep their numbers. */
	body: string;
}

export type ParsedArticle = ArticleFrontMatter & Body;

/**
 * Splits an article's file and reads its front matter; every fault in it is reported.
 * @param recall returns what was found in the same YAML before, or else what `parse` finds
 */
export function parseArticle(
	source: string,
	recall = (_yaml: string, parse: () => ArticleFrontMatter) => parse()
): ParsedArticle {
	const page = splitPage(source, frontMatterSchema);
	const { body } = page;
	if (page.yaml === undefined) return { ...page, frontMatter: null };
	return { ...recall(page.yaml, () => parseArticleYaml(page.yaml)), body };
}

function parseArticleYaml(yaml: string): ArticleFrontMatter {
	const { file, ...parsed } = parseFrontMatter(yaml, frontMatterSchema);
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
export function parseAbout(source: string): FrontMatterOf<AboutFrontMatter> & Body {
	const page = splitPage(source, aboutSchema);
	if (page.yaml === undefined) return { ...page, frontMatter: null };
	const { frontMatter, faults } = parseFrontMatter(page.yaml, aboutSchema);
	return { frontMatter, body: page.body, faults };
}

/** Twenty times as much as any article has. */
const maxLength = 20_000;

type PageSchema = typeof frontMatterSchema | typeof aboutSchema;

/** Separates the front matter of a page from its body. */
function splitPage(
	source: string,
	schema: PageSchema
): Body & ({ yaml: string } | { yaml?: undefined; faults: Fault[] }) {
	const normal = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const open = /^---[ \t]*\n/.exec(normal);
	const close = open && /^---[ \t]*$/m.exec(normal.slice(open[0].length));
	const failed = (problem: string) => ({
		body: normal,
		faults: [{ line: 1, column: 1, problem }]
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
	return { yaml, body: normal.slice(0, end).replace(/[^\n]/g, '') + normal.slice(end) };
}

/** @returns with the file, if it can be read */
function parseFrontMatter<const Schema extends PageSchema>(
	yaml: string,
	schema: Schema
): FrontMatterOf<v.InferOutput<Schema>> & { file?: YamlFile } {
	// The line ending stands for the opening line, so that positions are those in the file.
	const file = parseYaml(`\n${yaml}`, { subject: 'front matter ', maxLength });
	if (!file.isReadable) return { frontMatter: null, faults: file.faults };
	if (!isMap(file.document.contents)) {
		const problem = 'front matter is not a list of keys; write `title: …` and the others';
		return { frontMatter: null, faults: [{ line: 2, column: 1, problem }] };
	}
	const { value, faults } = validate(file, schema, 'front matter');
	return { frontMatter: value, faults, file };
}
