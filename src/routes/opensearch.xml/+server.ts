import { escapeXml } from '$lib/core/markup/xml.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/**
 * OpenSearch 1.1 description: lets a browser offer the library as a search engine. It announces no
 * suggestions: an answer would have to depend on the text that is typed, and the same file for every
 * text would suggest articles that the text does not find.
 */
export const GET: RequestHandler = async () => {
	const { site } = await currentLibrary();
	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
	<ShortName>${escapeXml(site.title.slice(0, 16))}</ShortName>
	<Description>${escapeXml(site.tagline)}</Description>
	<InputEncoding>UTF-8</InputEncoding>
	<Image width="16" height="16" type="image/svg+xml">${escapeXml(siteUrl(site, '/favicon.svg'))}</Image>
	<Url type="text/html" template="${escapeXml(siteUrl(site, '/'))}?q={searchTerms}" />
</OpenSearchDescription>
`,
		{ headers: { 'Content-Type': 'application/opensearchdescription+xml' } }
	);
};
