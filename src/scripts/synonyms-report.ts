import type { AuthorSynonyms } from '../lib/core/article/search-rules.ts';

/**
 * A line for each of the authors' rows that finds nothing. It is no fault: the article may come.
 * @param file path of the synonyms
 */
export const synonymsReport = (unmatched: readonly AuthorSynonyms[], file: string) =>
	unmatched
		.map(({ also, line, column }) => {
			const words = also.map((one) => `"${one}"`).join(' or ');
			return `${file}:${line}:${column} finds nothing, because no article has ${words}`;
		})
		.join('\n');
