import { articleEntries } from '$lib/content/prerender/entries.ts';
import { previewResponse } from '$lib/content/prerender/previews.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = articleEntries;

export const GET: RequestHandler = ({ params }) => previewResponse(params);
