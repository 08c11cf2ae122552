/**
 * The value at a JSON pointer (RFC 6901) as text; numbers have thousands separators.
 * @throws {Error} with the cure if there is no string or number at that pointer
 */
export function resultText(json: string, pointer: string): string {
	const value = resultAt(json, pointer);
	return typeof value === 'number' ? value.toLocaleString('en') : value;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		throw new Error(`is not JSON: ${(error as Error).message}`, { cause: error });
	}
}

/** Like `resultText`, but returns the value itself. */
export function resultAt(json: string, pointer: string): string | number {
	let value = parseJson(json);
	let path = '';
	for (const token of pointer.split('/').slice(1)) {
		const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
			const known = typeof value === 'object' && value ? Object.keys(value).join(', ') : 'nothing';
			throw new Error(`has no "${key}" at "${path || '/'}"; there is ${known}`);
		}
		value = (value as Record<string, unknown>)[key];
		path += `/${token}`;
	}
	if (typeof value !== 'string' && typeof value !== 'number')
		throw new Error(`has no text or number at "${pointer}"`);
	return value;
}
