const offset = 0x811c9dc5;

/** Goes on with FNV-1a (32 bits; Fowler, Noll, Vo) over some UTF-16 units of a text. */
export function fnv1aOf(text: string, from = 0, to = text.length, hash = offset): number {
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return hash;
}

/** FNV-1a, hexadecimal. */
export const fnv1a = (text: string, from = 0) => hexadecimal(fnv1aOf(text, from));

export const hexadecimal = (hash: number) => hash.toString(16).padStart(8, '0');
