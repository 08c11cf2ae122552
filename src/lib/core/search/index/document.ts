import { articleId, type Heading, type Section } from '../../article/article.ts';

/** The fields of an article that are indexed. */
export interface SearchDocument {
	/** `category/slug` */
	id: string;
	title: string;
	description: string;
	headings: string;
	/** Prose and code. */
	text: string;
}

export interface SearchableArticle {
	category: string;
	slug: string;
	title: string;
	description: string;
	headings: readonly Heading[];
	sections: readonly Section[];
}

export const searchDocument = (article: SearchableArticle): SearchDocument => ({
	id: articleId(article),
	title: article.title,
	description: article.description,
	headings: article.headings.map(({ text }) => text).join('\n'),
	text: article.sections.map(({ prose, code }) => `${prose}\n${code}`).join('\n')
});
