import { json, redirect, type Handle } from '@sveltejs/kit';
import { building, dev } from '$app/environment';
import { base } from '$app/paths';
import { articleId } from './lib/core/article/article.ts';
import { currentLibrary } from './lib/content/library/current.ts';
import { languageAttributes } from './lib/content/prerender/page-language.ts';
import { bundleAttributes, templateBundle } from './lib/content/prerender/page-build.ts';
import { sitePathsAddress } from './lib/content/prerender/site-paths-address.ts';
import { answerSitePaths } from './lib/content/prerender/site-paths.ts';
import { startWhenAsked } from './lib/content/prerender/start-when-asked.ts';
import { escapeXml } from './lib/core/markup/xml.ts';

/** Routes whose pages are made on the device, by their scripts. */
const showsDevice: ReadonlySet<string | null> = new Set(['/saved', '/offline', '/404.html']);

export const handle: Handle = async ({ event, resolve }) => {
	const path = event.url.pathname.slice(base.length);
	if (building && path.startsWith(sitePathsAddress))
		return json(await answerSitePaths(path.slice(sitePathsAddress.length)));
	const { site, articles } = await currentLibrary();
	// The build writes pages and redirects instead.
	const renamed = dev && articles.find(({ aliases }) => aliases.includes(path));
	if (renamed) redirect(302, `${base}/${articleId(renamed)}/${event.url.search}`);
	const isComplete = !dev && !showsDevice.has(event.route.id);
	const modules: string[] = [];
	return resolve(event, {
		preload({ type, path }) {
			if (type !== 'js' || !isComplete) return type !== 'asset' && type !== 'font';
			modules.push(path);
			return false;
		},
		transformPageChunk({ html }) {
			const page = html
				.replace(templateBundle, () => bundleAttributes(event.route.id))
				.replace('lang="%offprint.language%"', () => languageAttributes(site.language))
				.replaceAll('title="%offprint.title%"', () => `title="${escapeXml(site.title)}"`);
			return isComplete ? startWhenAsked(page, modules) : page;
		}
	});
};
