import type { Stamped } from './record.ts';

interface SectionChanges {
	/** Heading ids in document order. */
	changed: string[];
	added: string[];
}

/**
 * What is new to the reader among an article's sections (hash by heading id, in document order).
 * Of an article never seen nothing is: all of it would be. What stands before the first heading is
 * never added: an article always began somehow.
 */
export function sectionChanges(
	seen: ReadonlyMap<string, Stamped<string>>,
	hashes: ReadonlyMap<string, string>
): SectionChanges {
	if (!seen.size) return { changed: [], added: [] };
	const headings = [...hashes.keys()];
	return {
		changed: headings.filter((id) => seen.has(id) && seen.get(id)!.value !== hashes.get(id)),
		added: headings.filter((id) => id && !seen.has(id))
	};
}
