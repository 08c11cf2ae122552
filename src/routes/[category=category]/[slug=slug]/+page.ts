import { error } from '@sveltejs/kit';
import { buildOf, readArticle, type ArticleDocument } from './article-document';
import type { PageLoad } from './$types';

let hydrated = false;

/**
 * An article is one file, its page. The build takes the body from the library, hydration from the
 * document that is open, and navigation from the article's page, fetched.
 */
export const load: PageLoad = async ({ params, url, fetch }): Promise<ArticleDocument> => {
	if (import.meta.env.SSR) {
		const { articleDocument } = await import('$lib/library/article-document');
		return (await articleDocument(params)) ?? error(404, 'There is no such article');
	}
	if (!hydrated) {
		hydrated = true;
		const open = readArticle(document);
		if (open && open.article.slug === params.slug && open.article.category === params.category)
			return open;
	}
	const response = await fetch(url.pathname);
	if (!response.ok) error(response.status, 'There is no such article');
	const page = new DOMParser().parseFromString(await response.text(), 'text/html');
	const article = readArticle(page);
	// A page of another build, or not a page of ours at all: let the browser open it whole.
	if (!article || buildOf(page) !== buildOf(document)) {
		location.assign(url);
		return new Promise<never>(() => {});
	}
	return article;
};
