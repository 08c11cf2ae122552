import type { AuthorSynonyms } from '../lib/core/article/search-rules.ts';
import type { FileFault } from '../lib/content/faults/report.ts';

/**
 * One for each of the authors' rows that finds nothing. They fail no check: the article may come.
 * @param file path of the synonyms
 */
export const synonymsWarnings = (unmatched: readonly AuthorSynonyms[], file: string): FileFault[] =>
	unmatched.map(({ also, line, column }) => {
		const words = also.map((one) => `"${one}"`).join(' or ');
		return { file, line, column, problem: `finds nothing, because no article has ${words}` };
	});
