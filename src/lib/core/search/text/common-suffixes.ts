import type { TokenTerm } from './tokenizer.ts';

const maxSuffixes = 120;

/** What stemming removed from the ends of words, the most frequent suffix first. */
export function commonSuffixes(terms: readonly TokenTerm[]): string[] {
	const words = new Map(terms.map(({ word, term }) => [word, term]));
	const counts = new Map<string, number>();
	for (const [word, term] of words)
		if (word !== term && word.startsWith(term)) {
			const suffix = word.slice(term.length);
			counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
		}
	return [...counts]
		.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
		.slice(0, maxSuffixes)
		.map(([suffix]) => suffix);
}
