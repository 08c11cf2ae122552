import { previewResponse } from '$lib/content/prerender/previews.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = ({ params }) => previewResponse(params);
