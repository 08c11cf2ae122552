import { feedResponse } from '$lib/content/prerender/feeds.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = ({ params }) => feedResponse('feed.xml', params.category);
