import { error } from '@sveltejs/kit';
import { currentLibrary } from '$lib/content/library/current.ts';
import { feedResponse } from '$lib/content/prerender/feeds.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = async () =>
	(await currentLibrary()).categories.map(({ slug }) => ({ category: slug }));

export const GET: RequestHandler = async ({ params }) => {
	const { categories } = await currentLibrary();
	const category = categories.find(({ slug }) => slug === params.category);
	if (!category) error(404, 'No such category');
	return feedResponse('feed.json', category);
};
