import type { SearchableArticle } from '../../../../../src/lib/core/search/index/analyse-article.ts';

/** An article with one section of prose. */
export const proseArticle = ([slug, title, prose]: readonly [
	string,
	string,
	string
]): SearchableArticle => ({
	category: 'backend',
	slug,
	title,
	description: '',
	headings: [],
	sections: [{ id: '', heading: '', prose, code: '' }]
});
