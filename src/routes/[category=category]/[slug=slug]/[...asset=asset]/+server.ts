import { error } from '@sveltejs/kit';
import { readAsset } from '$lib/content/prerender/article-assets.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** Images and files that an article shows or links to. */
export const GET: RequestHandler = async ({ params }) => {
	const bytes = await readAsset(params);
	if (!bytes) error(404, 'No such file');
	return new Response(bytes);
};
