import { error } from '@sveltejs/kit';
import { assetEntries, readAsset } from '$lib/content/prerender/article-assets.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = assetEntries;

/** Images and files that an article shows or links to. */
export const GET: RequestHandler = async ({ params }) => {
	const bytes = await readAsset(params);
	if (!bytes) error(404, 'No such file');
	return new Response(bytes);
};
