import { articleId, type Heading, type Section } from '../../article/article.ts';
import type { Analyser } from '../text/analyse.ts';

/** The fields of an article that are indexed. */
export interface SearchDocument {
	/** `category/slug` */
	id: string;
	title: string;
	description: string;
	headings: string;
	/** Prose and code. */
	text: string;
	/** Programming keywords that are stop words, as terms with spaces between them. */
	keywords: string;
}

export interface SearchableArticle {
	category: string;
	slug: string;
	title: string;
	description: string;
	headings: readonly Heading[];
	sections: readonly Section[];
}

export const searchDocument = (
	article: SearchableArticle,
	{ keywordTerms }: Analyser
): SearchDocument => ({
	id: articleId(article),
	title: article.title,
	description: article.description,
	headings: article.headings.map(({ text }) => text).join('\n'),
	text: article.sections.map(({ prose, code }) => `${prose}\n${code}`).join('\n'),
	keywords: keywordsIn(article, keywordTerms).join(' ')
});

/**
 * Every occurrence in code, and one more for any in words: an article that mentions `while` is found,
 * after those that use it.
 */
function keywordsIn(
	{ title, description, headings, sections }: SearchableArticle,
	keywordTerms: Analyser['keywordTerms']
): string[] {
	const words = [title, description, ...headings.map(({ text }) => text)];
	words.push(...sections.map(({ prose }) => prose));
	return [
		...new Set(words.flatMap(keywordTerms)),
		...sections.flatMap(({ code }) => keywordTerms(code))
	];
}
