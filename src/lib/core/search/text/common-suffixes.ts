/** A lowercase word, and its beginning that is its term. */
export type StemmedWord = readonly [word: string, term: string];

const maxSuffixes = 120;

/** The different words of a text that stemming shortened. */
export function stemmedWords(
	words: readonly { word: string; term: string }[]
): readonly StemmedWord[] {
	const terms = new Map<string, string>();
	for (const { word, term } of words)
		if (word !== term && word.startsWith(term)) terms.set(word, term);
	return [...terms];
}

/** What stemming removed from the ends of words, the most frequent suffix first. */
export function commonSuffixes(stems: Iterable<StemmedWord>): string[] {
	const counts = new Map<string, number>();
	for (const [word, term] of new Map(stems)) {
		const suffix = word.slice(term.length);
		counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
	}
	return [...counts]
		.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
		.slice(0, maxSuffixes)
		.map(([suffix]) => suffix);
}
