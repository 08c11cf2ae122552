import type { Stamped } from './record.ts';

interface SectionChanges {
	/** Heading ids in document order. */
	changed: string[];
	added: string[];
}

/**
 * Compares the sections that a reader saw with an article's present ones (hash by heading id, in
 * document order). For an article that was never seen nothing is reported. The text before the first
 * heading is never reported as added.
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
