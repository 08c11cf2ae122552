import { deserialize, serialize } from 'node:v8';
import { readCached, writeCached } from './cached-file.ts';

interface Entry<Value> {
	/** A hash of what the value was made from. */
	key: string;
	value: Value;
}

/**
 * A value of the type that `writeValue` kept under this name; `null` if there is none, it was made from
 * something else, or its file is damaged.
 */
export function readValue<Value>(name: string, key: string): Value | null {
	const kept = readCached(name);
	if (!kept) return null;
	try {
		const entry = deserialize(kept) as Entry<Value>;
		return entry.key === key ? entry.value : null;
	} catch {
		return null;
	}
}

/** Keeps a value in place of the last one of this name. */
export const writeValue = <Value>(name: string, key: string, value: Value) =>
	writeCached(name, serialize({ key, value } satisfies Entry<Value>));
