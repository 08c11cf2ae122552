import { articleId, type Category } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import { pageSize } from '$lib/core/filter/list-page.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { atomFeed } from './atom-feed.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { articleBody } from './article-document.ts';
import { siteUrl } from '$lib/ui/site-url.ts';

/** The feed of a category or of the library, with the articles of the first list page. */
export async function feedResponse(category?: Category): Promise<Response> {
	const { site, articles } = await currentLibrary();
	const path = scopePath({ category: category?.slug });
	const newest = articles
		.filter((article) => !category || article.category === category.slug)
		.sort(compareBy.newest)
		.slice(0, pageSize);
	const feed = atomFeed({
		title: category ? `${category.title} · ${site.title}` : site.title,
		subtitle: (category ?? site).tagline,
		author: site.author,
		language: site.language,
		page: siteUrl(site, path),
		self: siteUrl(site, `${path}feed.xml`),
		entries: await Promise.all(
			newest.map(async (article) => ({
				article,
				url: siteUrl(site, `/${articleId(article)}/`),
				html: await articleBody(article)
			}))
		)
	});
	return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml' } });
}
