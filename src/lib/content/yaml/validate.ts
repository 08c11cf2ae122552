import * as v from 'valibot';
import { isMap, isScalar, type Node } from 'yaml';
import type { Fault } from '../faults/fault.ts';
import { inJsonSchema } from './json-schema.ts';
import { unknownKey, type Parsed, type YamlFile } from './parse-yaml.ts';

const mustBeText = 'must be text';

const characters = (text: string) => [...text].length;

/** Text of `min` to `max` characters, without the white space around it. */
export const textOf = (min: number, max: number) =>
	v.pipe(
		v.string(mustBeText),
		v.trim(),
		v.nonEmpty('must not be empty'),
		v.check(
			(text) => !text || characters(text) >= min,
			({ input }) => `has ${characters(input)} characters; at least ${min} are needed`
		),
		v.check(
			(text) => characters(text) <= max,
			({ input }) => `has ${characters(input)} characters; ${max} is the most`
		),
		inJsonSchema({ minLength: min, maxLength: max })
	);

type KeysSchema = v.GenericSchema & { readonly entries: v.ObjectEntries };

/**
 * Reads the keys of a YAML file by a schema. A key without a value counts as left out, and the
 * messages of the schema follow the name of the key: `title` + `must be text`.
 * @param where the keys belong: "front matter"
 */
export function validate<const Schema extends KeysSchema>(
	file: YamlFile,
	schema: Schema,
	where: string
): Parsed<v.InferOutput<Schema>> {
	const { document, at } = file;
	const faults = [...file.faults];
	const known = Object.keys(schema.entries);
	if (!isMap(document.contents))
		return { value: null, faults: [...faults, { line: 1, column: 1, problem: noKeys(known) }] };
	for (const { key } of document.contents.items)
		if (!known.includes(String(key)))
			faults.push({ ...at(key), problem: unknownKey(String(key), known, where) });
	const values = valuesOf(document.toJS() as Record<string, unknown>);
	const parsed = v.safeParse(schema, values);
	for (const { path, message } of parsed.issues ?? []) {
		const keys = path?.map(({ key }) => key) ?? [];
		const node = document.getIn(keys, true) as Node | undefined;
		if (node && file.cut.has(node)) continue;
		faults.push({ ...at(node), problem: problemOf(keys, node, message, values) });
	}
	return parsed.success && !faults.length
		? { value: parsed.output, faults: [] }
		: { value: null, faults };
}

const noKeys = (known: readonly string[]) => `needs the keys ${known.join(', ')}`;

const valuesOf = (document: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));

function problemOf(
	[key, ...rest]: readonly unknown[],
	node: Node | undefined,
	message: string,
	values: Record<string, unknown>
): Fault['problem'] {
	const name = String(key);
	if (!rest.length && !Object.hasOwn(values, name)) return `"${name}" is missing`;
	const written = isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
	return message === mustBeText && written
		? `${name} must be text; put it in quotes: "${written}"`
		: `${name} ${message}`;
}
