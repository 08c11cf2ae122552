import type SearchableMap from 'minisearch/SearchableMap';
import { isStopWordTerm } from '../text/keywords.ts';

/** The terms of an index. */
export interface Dictionary {
	has(term: string): boolean;
	/** Tells that terms will be asked for. @throws {MissingParts} if any has to be fetched */
	require(terms: Iterable<string>): void;
	/** Those of many terms that are in the index, in the same order. */
	known(terms: Iterable<string>): string[];
	/** The terms that start with a prefix. */
	withPrefix(prefix: string): string[];
	/** The terms that end with a suffix; it looks at every term. */
	withSuffix(suffix: string): string[];
	/** The terms within an edit distance (letters inserted, left out or replaced), in alphabetical order. */
	fuzzyMatches(term: string, maxEdits: number): [term: string, distance: number][];
}

/** @param tree has the terms as its keys */
export function createDictionary(tree: SearchableMap<unknown>): Dictionary {
	/** For `withSuffix`. */
	let terms: string[] | undefined;
	return {
		has: (term) => tree.has(term),
		require() {},
		known: (asked) => [...asked].filter((term) => tree.has(term)),
		withPrefix: (prefix) => [...tree.atPrefix(prefix).keys()],
		withSuffix(suffix) {
			terms ??= [...tree.keys()];
			return terms.filter((term) => term.endsWith(suffix));
		},
		fuzzyMatches: (term, maxEdits) =>
			[...tree.fuzzyGet(term, maxEdits)]
				.filter(([found]) => !isStopWordTerm(found))
				.map(([found, [, distance]]): [string, number] => [found, distance])
				.sort(([a], [b]) => (a < b ? -1 : 1))
	};
}
