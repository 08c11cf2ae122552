import { error } from '@sveltejs/kit';
import { bookType } from '$lib/core/book/make-book.ts';
import { bookBytes, bookName } from './books.ts';

/** The file of a book. @param name as in its address */
export async function bookResponse(name: string, category?: string): Promise<Response> {
	const bytes = name === bookName(category) ? await bookBytes(category) : null;
	if (!bytes) error(404, 'No such book');
	return new Response(bytes, { headers: { 'Content-Type': bookType } });
}
