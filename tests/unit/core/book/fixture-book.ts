import { unzipSync, strFromU8 } from 'fflate';
import { parseHtml } from '../../../../src/lib/content/prerender/parse-html.ts';
import { prepareArticle } from '../../../../src/lib/core/book/article-page.ts';
import type { Book, BookArticle, ReadImage } from '../../../../src/lib/core/book/book.ts';
import { makeBook } from '../../../../src/lib/core/book/make-book.ts';
import { dotPng } from '../../content/markdown/render-file.ts';
import { DOMParser } from '../../../dom-parser.ts';

export const root = 'https://a.example/x/';

export const article = (html: string, more: Partial<BookArticle> = {}): BookArticle => {
	const { category = 'backend', slug = 'ids' } = more;
	return {
		category,
		slug,
		title: 'IDs & more',
		description: 'What an ID costs.',
		level: 'Advanced',
		minutes: 12,
		published: '2026-01-02',
		categoryTitle: 'Backend',
		url: `${root}${category}/${slug}/`,
		body: parseHtml(html),
		...more
	};
};

const png: ReadImage = () => Promise.resolve({ bytes: dotPng, type: 'image/png' });

export const bookOf = async (
	articles: readonly BookArticle[],
	more: Partial<Book> = {},
	readImage = png
): Promise<Book> => ({
	url: `${root}backend/`,
	title: 'Fixture: Backend',
	tagline: 'APIs & servers',
	publisher: 'Fixture',
	author: 'The tests',
	language: 'en',
	parts: [{ articles: await Promise.all(articles.map((one) => prepareArticle(one, readImage))) }],
	...more
});

/** The text files of a book by name, without their folder. */
export async function unpack(book: Promise<Book>): Promise<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(unzipSync(makeBook(await book))).map(([name, file]) => [
			name.replace('EPUB/', ''),
			strFromU8(file)
		])
	);
}

/** The page of one article with this body. */
export const pageOf = async (html: string, more: Partial<BookArticle> = {}, readImage = png) =>
	(await unpack(bookOf([article(html, more)], {}, readImage)))['backend_ids.xhtml']!;

/** @throws if the text is not well-formed XML */
export function readXml(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'application/xml');
	const error = document.querySelector('parsererror');
	if (error) throw new Error(`${error.textContent}\n${text}`);
	return document;
}
