import type { Handle } from '@sveltejs/kit';
import { currentLibrary } from './lib/content/library/current.ts';

export const handle: Handle = async ({ event, resolve }) => {
	const { site } = await currentLibrary();
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%offprint.language%', site.language)
	});
};
