import { currentLibrary } from '$lib/library/current';
import { siteUrl } from '../site-url';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = async () => {
	const { site } = await currentLibrary();
	return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${siteUrl(site, '/sitemap.xml')}\n`, {
		headers: { 'Content-Type': 'text/plain' }
	});
};
