import { bookResponse } from '$lib/content/prerender/book-response.ts';
import { bookEntries } from '$lib/content/prerender/books.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = async () =>
	(await bookEntries()).filter(({ category }) => category === undefined);

/** The whole library as a book. */
export const GET: RequestHandler = ({ params }) => bookResponse(params.book);
