import { bookResponse } from '$lib/content/prerender/book-response.ts';
import { bookEntries } from '$lib/content/prerender/books.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = async () =>
	(await bookEntries()).flatMap(({ category, book }) =>
		category === undefined ? [] : [{ category, book }]
	);

/** A category as a book. */
export const GET: RequestHandler = ({ params: { book, category } }) => bookResponse(book, category);
