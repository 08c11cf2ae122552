import { strToU8, zipSync, type Zippable } from 'fflate';
import { articleCount } from '../filter/names.ts';
import { element, toXml } from '../markup/xml.ts';
import { articlePage } from './article-page.ts';
import { articlesOf, type Book, type BookFile, type BookPlace } from './book.ts';
import { contentsPage, partPage } from './contents.ts';
import { coverSize, coverSvg } from './cover.ts';
import { container, folder, packageDocument } from './package.ts';
import { bookPage, styleFile } from './page.ts';
import { bookStyle } from './style.ts';

export const bookType = 'application/epub+zip';

/** Binds articles to an EPUB 3. The same articles give the same bytes. */
export function makeBook(book: Book): Uint8Array<ArrayBuffer> {
	const places = new Map<string, BookPlace>(
		articlesOf(book).map(({ article, place }) => [article.url, place])
	);
	return archive(book, [
		...coverFiles(book),
		contentsPage(book, book.parts),
		...book.parts.flatMap((part) => [
			...(part.title === undefined ? [] : [partPage(book, part)]),
			...part.articles.flatMap((article) => [
				articlePage(article, book.language, places),
				...article.files
			])
		]),
		{ name: styleFile, type: 'text/css', content: bookStyle }
	]);
}

function coverFiles(book: Book): BookFile[] {
	const { title, language } = book;
	const extent = articleCount(articlesOf(book).length);
	const image = element('img', {
		src: 'cover.svg',
		alt: title,
		width: String(coverSize.width),
		height: String(coverSize.height)
	});
	return [
		{
			name: 'cover.svg',
			type: 'image/svg+xml',
			content: coverSvg({ ...book, extent }),
			properties: 'cover-image'
		},
		bookPage(
			{ name: 'cover.xhtml', title, language, body: { class: 'cover', 'epub:type': 'cover' } },
			toXml([element('div', {}, [image])])
		)
	];
}

/** The earliest date in the ZIP format. */
const archiveDate = new Date(1980, 0, 1);

function archive(book: Book, files: readonly BookFile[]): Uint8Array<ArrayBuffer> {
	const bytesOf = (content: string | Uint8Array) =>
		typeof content === 'string' ? strToU8(content) : content;
	const zipped: Zippable = {
		// Readers know the type by the first bytes of the file.
		mimetype: [strToU8(bookType), { level: 0 }],
		'META-INF/container.xml': strToU8(container),
		[`${folder}/package.opf`]: strToU8(packageDocument(book, files))
	};
	for (const { name, type, content } of files)
		zipped[`${folder}/${name}`] = [
			bytesOf(content),
			/^image\/(?!svg)/.test(type) ? { level: 0 } : { level: 9 }
		];
	return zipSync(zipped, { mtime: archiveDate });
}
