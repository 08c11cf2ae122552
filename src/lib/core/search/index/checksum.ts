const offsetBasis = 0x811c9dc5;

/** FNV-1a (32 bits; Fowler, Noll, Vo) over UTF-16 units; pass the hash of earlier text to continue. */
export function fnv1aOf(text: string, from = 0, to = text.length, hash = offsetBasis): number {
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return hash;
}

/** FNV-1a (32 bits) as eight hexadecimal digits. */
export const fnv1a = (text: string, from = 0) => hexadecimal(fnv1aOf(text, from));

export const hexadecimal = (hash: number) => hash.toString(16).padStart(8, '0');
