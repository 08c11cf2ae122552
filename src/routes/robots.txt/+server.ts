import { currentLibrary } from '$lib/content/library/current.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = async () => {
	const { site } = await currentLibrary();
	return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${siteUrl(site, '/sitemap.xml')}\n`, {
		headers: { 'Content-Type': 'text/plain' }
	});
};
