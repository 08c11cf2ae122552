/** FNV-1a, 32 bits (Fowler, Noll, Vo), hexadecimal. */
export function fnv1a(text: string, from = 0): string {
	let hash = 0x811c9dc5;
	for (let i = from; i < text.length; i++)
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return hash.toString(16).padStart(8, '0');
}

const opening = '{"checksum":"';
const opened = `${opening}00000000",`.length;

/** The text of a JSON object with its checksum for a first member. */
export const withChecksum = (json: string) => `${opening}${fnv1a(json, 1)}",${json.slice(1)}`;

/** `true` where every character is as `withChecksum` wrote it. */
export const isAsWritten = (text: string) => text.startsWith(`${opening}${fnv1a(text, opened)}",`);
