import { SitemapStream, streamToPromise } from 'sitemap';
import { articleId, levels, type ArticleCard } from '$lib/core/article/article.ts';
import { latestChange } from '$lib/core/article/last-change.ts';
import { inScope, scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** Every page that search engines should index, with the last change of its articles. */
export const GET: RequestHandler = async () => {
	const { site, about, categories, cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))].sort();
	const lists: Scope[] = [
		{},
		...categories.flatMap(({ slug: category }) => [
			{ category },
			...levels
				.map((level) => ({ category, level }))
				.filter((scope) => cards.some((card) => inScope(card, scope)))
		]),
		...tags.map((tag) => ({ tag }))
	];
	const sitemap = new SitemapStream({ hostname: site.url, lastmodDateOnly: true });
	const add = (path: string, shown: readonly ArticleCard[]) => {
		const lastmod = latestChange(shown);
		sitemap.write({ url: siteUrl(site, path), ...(lastmod && { lastmod }) });
	};
	for (const scope of lists)
		add(
			scopePath(scope),
			cards.filter((card) => inScope(card, scope))
		);
	add('/tags/', cards);
	if (about) add('/about/', []);
	for (const card of cards) add(`/${articleId(card)}/`, [card]);
	sitemap.end();
	return new Response((await streamToPromise(sitemap)).toString(), {
		headers: { 'Content-Type': 'application/xml' }
	});
};
