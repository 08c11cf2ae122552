import { base } from '$app/paths';
import type { Site } from '$lib/core/article/article.ts';

/** The public URL of a path of the site; `site.url` may include the base path. */
export const siteUrl = (site: Site, path: string) =>
	site.url + (base && site.url.endsWith(base) ? '' : base) + path;
