import { SitemapStream, streamToPromise } from 'sitemap';
import { articleId, levels } from '$lib/core/article/article.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** Every page that search engines should index; articles with the date of their last change. */
export const GET: RequestHandler = async () => {
	const { site, categories, cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))].sort();
	const lists = [
		{},
		...categories.flatMap(({ slug: category }) => [
			{ category },
			...levels.map((level) => ({ category, level }))
		]),
		...tags.map((tag) => ({ tag }))
	];
	const sitemap = new SitemapStream({ hostname: site.url });
	for (const scope of lists) sitemap.write({ url: siteUrl(site, scopePath(scope)) });
	sitemap.write({ url: siteUrl(site, '/tags/') });
	for (const card of cards)
		sitemap.write({
			url: siteUrl(site, `/${articleId(card)}/`),
			lastmod: card.updated ?? card.published
		});
	sitemap.end();
	return new Response((await streamToPromise(sitemap)).toString(), {
		headers: { 'Content-Type': 'application/xml' }
	});
};
