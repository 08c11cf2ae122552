import { readFile } from 'node:fs/promises';
import { error } from '@sveltejs/kit';
import { currentLibrary } from '$lib/content/library/current.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = async () =>
	(await currentLibrary()).articles.flatMap(({ category, slug, assets }) =>
		[...assets.keys()].map((asset) => ({ category, slug, asset }))
	);

/** Images and files that an article shows or links. */
export const GET: RequestHandler = async ({ params: { category, slug, asset } }) => {
	const { articles } = await currentLibrary();
	const path = articles
		.find((article) => article.category === category && article.slug === slug)
		?.assets.get(asset);
	if (!path) error(404, 'No such file');
	return new Response(new Uint8Array(await readFile(path)));
};
