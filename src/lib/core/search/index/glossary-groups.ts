import type { SynonymRule } from '../../article/search-rules.ts';
import type { Analyser } from '../text/analyse.ts';
import { keyOf, phraseTerms, type GlossaryGroup } from './synonyms.ts';

/**
 * The rows that find something in a library, so that the others cost nothing in its index.
 * @param authors their words are left out, because the authors have said what these find
 * @param indexed the terms of the index, with every phrase that an article has
 */
export function glossaryGroups(
	rows: readonly SynonymRule[],
	authors: readonly SynonymRule[],
	analyser: Analyser,
	indexed: ReadonlySet<string>
): GlossaryGroup[] {
	const keys = (phrases: readonly string[]) =>
		phrases.map((phrase) => keyOf(phraseTerms(phrase, analyser)));
	const known = new Set(keys(authors.flatMap(({ typed }) => typed)));
	return rows.flatMap((row): GlossaryGroup[] => {
		const also = keys(row.also).filter((term) => indexed.has(term));
		const typed = keys(row.typed).filter(
			(term) => !known.has(term) && also.some((other) => other !== term)
		);
		return typed.length ? [[typed, also]] : [];
	});
}
