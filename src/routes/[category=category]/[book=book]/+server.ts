import { bookResponse } from '$lib/content/prerender/book-response.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** A category as a book. */
export const GET: RequestHandler = ({ params: { book, category } }) => bookResponse(book, category);
