import type { JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';

/** Says in JSON Schema what a rule of code (`v.check`) checks, which `editorSchema` cannot convert. */
export const inJsonSchema = <Input>(jsonSchema: JsonSchema) =>
	v.metadata<Input, { jsonSchema: JsonSchema }>({ jsonSchema });

/** What `inJsonSchema` says; `null` for other rules. */
export const jsonSchemaOf = (rule: object): JsonSchema | null =>
	(rule as { metadata?: { jsonSchema?: JsonSchema } }).metadata?.jsonSchema ?? null;
