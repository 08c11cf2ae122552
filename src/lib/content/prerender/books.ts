import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { articleId, type Category } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import { prepareArticle } from '$lib/core/book/article-page.ts';
import type {
	ArticleFacts,
	BookImage,
	BookLink,
	BookPart,
	PreparedArticle
} from '$lib/core/book/book.ts';
import { imageType } from '$lib/core/book/image-type.ts';
import { makeBook } from '$lib/core/book/make-book.ts';
import { readingOrder } from '$lib/core/book/reading-order.ts';
import { byteSize } from '$lib/core/offline/byte-size.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { cachedFile } from '$lib/content/cache/cached-file.ts';
import { readValue, writeValue } from '$lib/content/cache/cached-value.ts';
import { cacheName, codeVersion, hash } from '$lib/content/cache/hash.ts';
import { currentLibrary, withBody, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { ListedArticle, LibraryArticle } from '$lib/content/library/library-article.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import { readAsset } from './article-assets.ts';
import { articleBody } from './article-document.ts';
import { oncePer } from './once-per.ts';
import { parseHtml } from './parse-html.ts';

type Library = CurrentLibrary;

type Books = Map<string, Promise<Uint8Array<ArrayBuffer> | null>>;

/** Made once for the page, the feed and the file, by name. The library changes during development. */
const booksOf = oncePer<Library, Books>(() => new Map());

/** The file name of a category's book, or of the library's. */
export const bookName = (category = 'library') => `${category}.epub`;

/** Its path below the base path. */
export const bookPath = (category?: string) => scopePath({ category }) + bookName(category);

/** The link to the book of a category or of the library; `null` without articles. */
export async function bookLink(category?: string): Promise<BookLink | null> {
	const bytes = await bookBytes(category);
	return bytes && { path: bookPath(category), size: byteSize(bytes.length) };
}

/** The EPUB of a category or of the library; `null` without articles. */
export async function bookBytes(category?: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const library = await currentLibrary();
	const books = booksOf(library);
	const name = bookName(category);
	const book = books.get(name) ?? bind(library, category);
	books.set(name, book);
	return book;
}

/** The paths of all books below the base path. */
export async function bookPaths(): Promise<string[]> {
	const slugs = partsOf(await currentLibrary()).map(({ category }) => category.slug);
	return [...(slugs.length ? [bookPath()] : []), ...slugs.map(bookPath)];
}

interface Part {
	category: Category;
	articles: readonly ListedArticle[];
}

const partsOf = ({ categories, articles }: Library, only?: string): Part[] =>
	categories
		.filter(({ slug }) => only === undefined || slug === only)
		.map((category) => ({
			category,
			articles: readingOrder(
				articles.filter((article) => article.category === category.slug).sort(compareBy.newest)
			)
		}))
		.filter((part) => part.articles.length);

/** From the cache if none of its articles has changed: to bind thousands takes longer than their pages. */
async function bind(library: Library, only?: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const { site } = library;
	const parts = partsOf(library, only);
	if (!parts.length) return null;
	const { title, tagline } = parts[0]!.category;
	const cover = {
		url: siteUrl(site, scopePath({ category: only })),
		title: only === undefined ? site.title : `${site.title}: ${title}`,
		tagline: only === undefined ? site.tagline : tagline,
		publisher: site.title,
		author: site.author,
		language: site.language
	};
	const all = parts.flatMap(({ articles }) => articles);
	const keys = await inTurn(all, async (article) => keyOf(await withBody(article)));
	const facts = JSON.stringify([cover, only === undefined && parts.map((part) => part.category)]);
	return cachedFile(cacheName('books', codeHash(), facts, ...keys), async () =>
		makeBook({ ...cover, parts: await inTurn(parts, (part) => bookPart(part, only)) })
	);
}

const bookPart = async ({ category, articles }: Part, only?: string): Promise<BookPart> => ({
	...(only === undefined && category),
	articles: await inTurn(articles, async (article) => prepared(await withBody(article)))
});

/** One after the other, so that only one article at a time is a tree of nodes. */
async function inTurn<Item, Made>(
	items: readonly Item[],
	make: (item: Item) => Promise<Made>
): Promise<Made[]> {
	const made: Made[] = [];
	for (const item of items) made.push(await make(item));
	return made;
}

/** From the cache for the second book: each article is in that of its category and in that of the library. */
async function prepared(article: LibraryArticle): Promise<PreparedArticle> {
	const name = cacheName('chapters', articleId(article));
	const key = await keyOf(article);
	const kept = readValue<PreparedArticle>(name, key);
	if (kept) return kept;
	const { site } = await currentLibrary();
	const made = await prepareArticle(
		{ ...(await factsOf(article)), body: parseHtml(await articleBody(article)) },
		(url) => readImage(url, siteUrl(site, '/'))
	);
	writeValue(name, key, made);
	return made;
}

let version: string | undefined;

const codeHash = () =>
	(version ??= codeVersion('src/lib/core', 'src/lib/content/prerender', 'src/lib/content/images'));

/** A hash of everything that an article of a book is made from. */
const keyOf = oncePer(async (article: LibraryArticle): Promise<string> => {
	const images = await Promise.all([...article.assets.values()].map((path) => readFile(path)));
	const facts = JSON.stringify(await factsOf(article));
	const { kind, bodyHash } = article;
	const body = kind === 'md' ? bodyHash : await articleBody(article);
	return hash(codeHash(), facts, body, ...images);
});

async function factsOf(article: LibraryArticle): Promise<ArticleFacts> {
	const { site, categories } = await currentLibrary();
	const { category, slug, title, description, level, minutes, published, updated } = article;
	return {
		...{ category, slug, title, description, level, minutes, published, updated },
		categoryTitle: categories.find((one) => one.slug === category)!.title,
		url: siteUrl(site, `/${articleId(article)}/`)
	};
}

/** An image next to an article, by its absolute address. */
async function readImage(url: string, root: string): Promise<BookImage | null> {
	const { pathname } = new URL(url);
	const path = decodeURIComponent(pathname.slice(new URL(root).pathname.length));
	const [, category, slug, asset] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(path) ?? [];
	const bytes = category && slug && asset ? await readAsset({ category, slug, asset }) : null;
	const type = bytes && imageType(bytes);
	return bytes && (type ? { bytes, type } : asPng(bytes));
}

/** Older readers know neither WebP nor AVIF. */
const asPng = (bytes: Uint8Array): Promise<BookImage | null> =>
	sharp(bytes)
		.rotate()
		.png()
		.toBuffer()
		.then(
			(png): BookImage => ({ bytes: new Uint8Array(png), type: 'image/png' }),
			() => null
		);
