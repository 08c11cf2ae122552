import type { JsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';

/** Says in JSON Schema what a rule of code (`v.check`) checks, which `editorSchema` cannot convert. */
export const inJsonSchema = (jsonSchema: JsonSchema) => v.metadata({ jsonSchema });

/** What `inJsonSchema` says; `null` for other rules. */
export const jsonSchemaOf = (rule: object): JsonSchema | null =>
	(rule as { metadata?: { jsonSchema?: JsonSchema } }).metadata?.jsonSchema ?? null;
