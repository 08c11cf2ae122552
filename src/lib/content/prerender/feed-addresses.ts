import type { Category, Site } from '$lib/core/article/article.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { siteUrl } from '$lib/ui/site-url.ts';

export const feedTypes = {
	'feed.xml': 'application/atom+xml',
	'feed.json': 'application/feed+json'
} as const;

export type FeedFile = keyof typeof feedTypes;

/** The title of the feeds of a category or of the library. */
export const feedTitle = (site: Site, category?: Category) =>
	category ? `${category.title} · ${site.title}` : site.title;

/** The feeds of a category or of the library, as a page announces them. */
export const feedsOf = (site: Site, category?: Category) =>
	Object.entries(feedTypes).map(([file, type]) => ({
		title: feedTitle(site, category),
		type,
		url: siteUrl(site, `${scopePath({ category: category?.slug })}${file}`)
	}));
