import { bookResponse } from '$lib/content/prerender/book-response.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** The whole library as a book. */
export const GET: RequestHandler = ({ params }) => bookResponse(params.book);
