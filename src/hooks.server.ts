import type { Handle } from '@sveltejs/kit';
import { currentLibrary } from './lib/content/library/current.ts';
import { escapeAttribute } from './lib/content/prerender/head/head-tags.ts';
import { languageAttributes } from './lib/content/prerender/page-language.ts';

export const handle: Handle = async ({ event, resolve }) => {
	const { site } = await currentLibrary();
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('lang="%offprint.language%"', () => languageAttributes(site.language))
				.replaceAll('title="%offprint.title%"', () => `title="${escapeAttribute(site.title)}"`)
	});
};
