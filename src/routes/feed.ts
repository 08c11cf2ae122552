import { articleId, type Category } from '$lib/article/article';
import { compareBy } from '$lib/article/order';
import { pageSize } from '$lib/filter/list-page';
import { scopePath } from '$lib/filter/scope';
import { atomFeed } from '$lib/library/atom-feed';
import { currentLibrary } from '$lib/library/current';
import { articleBody } from './[category=category]/[slug=slug]/build-article';
import { siteUrl } from './site-url';

/** The feed of a category, or of the whole library: the articles of its list's first page, whole. */
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
