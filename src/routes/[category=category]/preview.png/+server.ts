import { currentLibrary } from '$lib/content/library/current.ts';
import { previewResponse } from '$lib/content/prerender/previews.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = async () =>
	(await currentLibrary()).categories.map(({ slug }) => ({ category: slug }));

export const GET: RequestHandler = ({ params }) => previewResponse(params);
