import { categoryEntries } from '$lib/content/prerender/entries.ts';
import { feedResponse } from '$lib/content/prerender/feeds.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = categoryEntries;

export const GET: RequestHandler = ({ params }) => feedResponse('feed.xml', params.category);
