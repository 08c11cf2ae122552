import type { SynonymRule } from '../../article/search-rules.ts';
import type { Analyser } from '../text/analyse.ts';
import { indexTerms } from './index-file.ts';
import { keyOf, phraseTerms } from './synonyms.ts';

/** The rules that find nothing, because no article has any of the words that they lead to. */
export function unmatchedRules<Rule extends SynonymRule>(
	rules: readonly Rule[],
	analyser: Analyser,
	indexText: string
): Rule[] {
	const indexed = new Set<string>();
	for (const [term] of indexTerms(indexText)) indexed.add(term);
	return rules.filter(
		({ also }) => !also.some((words) => indexed.has(keyOf(phraseTerms(words, analyser))))
	);
}
