import type { Site } from './article.ts';

/**
 * The public URL of a path of the site; `site.url` may include the base path.
 * @param base `''` or `/any/prefix`
 */
export const publicUrl = (site: Site, base: string, path: string): string =>
	site.url + (base && site.url.endsWith(base) ? '' : base) + path;
