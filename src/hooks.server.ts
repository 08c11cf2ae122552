import { redirect, type Handle } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { base } from '$app/paths';
import { articleId } from './lib/core/article/article.ts';
import { currentLibrary } from './lib/content/library/current.ts';
import { languageAttributes } from './lib/content/prerender/page-language.ts';
import { escapeXml } from './lib/core/markup/xml.ts';

export const handle: Handle = async ({ event, resolve }) => {
	const { site, articles } = await currentLibrary();
	// The build writes pages and redirects instead.
	const path = event.url.pathname.slice(base.length);
	const renamed = dev && articles.find(({ aliases }) => aliases.includes(path));
	if (renamed) redirect(302, `${base}/${articleId(renamed)}/${event.url.search}`);
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('lang="%offprint.language%"', () => languageAttributes(site.language))
				.replaceAll('title="%offprint.title%"', () => `title="${escapeXml(site.title)}"`)
	});
};
