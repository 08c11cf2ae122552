import { base } from '$app/paths';
import type { Site } from '$lib/core/article/article.ts';
import { publicUrl } from '$lib/core/article/public-url.ts';

/** The public URL of a path of the site. */
export const siteUrl = (site: Site, path: string) => publicUrl(site, base, path);
