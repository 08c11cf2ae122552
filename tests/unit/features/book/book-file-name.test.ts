import { describe, expect, it } from 'vitest';
import { bookFileName } from '../../../../src/lib/features/book/book-file-name.ts';

describe('the file name of a book', () => {
	it.each([
		['Offprint: “outbox”, C#', 'offprint-outbox-c.epub'],
		['図書館: Advanced', '図書館-advanced.epub'],
		['…', 'articles.epub']
	])('of %s is %s', (title, name) => {
		expect(bookFileName(title)).toBe(name);
	});
});
