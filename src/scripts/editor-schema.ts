import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { jsonSchemaOf } from '../lib/content/yaml/json-schema.ts';

type ObjectSchema = v.GenericSchema & { readonly entries: v.ObjectEntries };

/**
 * The JSON Schema (draft 7, which editors read) of a file's keys. It accepts what `validate` accepts,
 * except for rules that JSON Schema cannot express, such as the order of two dates.
 * `tests/unit/scripts/editor-schema.test.ts` writes and compares the files in `content/_schemas/`.
 */
export function editorSchema(schema: ObjectSchema, title: string): JsonSchema {
	const {
		$schema,
		properties = {},
		required = [],
		...rest
	} = toJsonSchema(schema, {
		typeMode: 'input',
		// Rules of code: those with an equivalent carry it as metadata.
		errorMode: 'ignore',
		overrideAction({ valibotAction, jsonSchema }) {
			const said = jsonSchemaOf(valibotAction);
			return said && { ...jsonSchema, ...said };
		}
	});
	return {
		$schema,
		title,
		...rest,
		required,
		properties: Object.fromEntries(
			Object.entries(properties).map(([key, property]) => [
				key,
				typeof property === 'boolean' || required.includes(key) ? property : orNothing(property)
			])
		),
		additionalProperties: false
	};
}

/** A key without a value counts as left out. */
const orNothing = (property: JsonSchema): JsonSchema => ({
	...property,
	type: [property.type, 'null'].flat() as NonNullable<JsonSchema['type']>
});
