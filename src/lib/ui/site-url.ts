import { base } from '$app/paths';
import type { Site } from '$lib/core/article/article.ts';

/** The public address of a path of the site; `site.url` is the site's root, base path and all. */
export const siteUrl = (site: Site, path: string) =>
	site.url + (base && site.url.endsWith(base) ? '' : base) + path;
