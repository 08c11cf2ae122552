import { strToU8, zipSync, type Zippable } from 'fflate';
import { element, type XmlNode } from '../markup/xml.ts';
import { ArticleDraft } from './article-page.ts';
import { articlesOf, type Book, type BookFile, type ReadImage } from './book.ts';
import { contentsPage, partPage, type DraftPart } from './contents.ts';
import { coverSize, coverSvg } from './cover.ts';
import type { BookPlace } from './links.ts';
import { container, folder, packageDocument } from './package.ts';
import { bookPage, styleFile } from './page.ts';
import { bookStyle } from './style.ts';

export interface MadeBook {
	bytes: Uint8Array<ArrayBuffer>;
	/** Images that could not be had; their texts are in their places. */
	missingImages: number;
}

export const bookType = 'application/epub+zip';

/**
 * Binds articles to an EPUB 3. The same articles give the same bytes.
 * @param onarticle called after each article; the next waits for it, and it stops the work by throwing
 */
export async function makeBook(
	book: Book,
	readImage: ReadImage,
	onarticle?: () => Promise<void>
): Promise<MadeBook> {
	const drafts = new Map<unknown, ArticleDraft>();
	for (const article of articlesOf(book)) {
		const draft = new ArticleDraft(article);
		await draft.addImages(readImage);
		drafts.set(article, draft);
		await onarticle?.();
	}
	const parts = book.parts.map(({ articles, ...part }) => ({
		...part,
		drafts: articles.map((article) => drafts.get(article)!)
	}));
	return {
		bytes: archive(book, filesOf(book, parts)),
		missingImages: [...drafts.values()].reduce((sum, draft) => sum + draft.missingImages, 0)
	};
}

function filesOf(book: Book, parts: readonly DraftPart[]): BookFile[] {
	const places = new Map<string, BookPlace>(
		parts.flatMap(({ drafts }) => drafts.map(({ article, place }) => [article.url, place] as const))
	);
	return [
		...coverFiles(book),
		contentsPage(book, parts),
		...parts.flatMap((part) => [
			...(part.title === undefined ? [] : [partPage(book, part)]),
			...part.drafts.flatMap((draft) => draft.finish(book.language, places))
		]),
		{ name: styleFile, type: 'text/css', content: bookStyle }
	];
}

function coverFiles(book: Book): BookFile[] {
	const { title, language } = book;
	const count = articlesOf(book).length;
	const extent = `${count} ${count === 1 ? 'article' : 'articles'}`;
	const image: XmlNode = element('img', {
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
			[element('div', {}, [image])]
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
