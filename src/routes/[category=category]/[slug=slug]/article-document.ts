import type { ArticlePage } from '$lib/article/article-page';

/** An article's page data and its body as HTML. */
export interface ArticleDocument {
	article: ArticlePage;
	html: string;
}

/** Where the page keeps the two, for `readArticle` to find them again. */
export const dataId = 'article-data';
export const bodyId = 'article-body';

/** Takes an article out of its page, the open one or one fetched; `null` where there is none. */
export function readArticle(page: Document): ArticleDocument | null {
	const data = page.getElementById(dataId)?.textContent;
	const body = page.getElementById(bodyId);
	if (!data || !body) return null;
	return { article: JSON.parse(data) as ArticlePage, html: body.innerHTML };
}

/** JSON that can stand in a script element: no `<` that could end it or open a comment. */
export const scriptJson = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The build that wrote a page. */
export const buildOf = (page: Document) =>
	page.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;
