import { articleId, type ArticleCard } from '../../core/article/article.ts';
import { compareBy } from '../../core/article/order.ts';
import { contentFolder } from './content-folder.ts';
import type { AboutFrontMatter } from './front-matter-schema.ts';
import type { ListedArticle, LibraryArticle } from './library-article.ts';
import type { Library } from './library.ts';
import type { About } from './read-about.ts';
import { readSnapshot, type Related } from './snapshot.ts';

/** A library as pages see it. Its articles are without their bodies: `withBody` gets them. */
export interface CurrentLibrary extends Omit<Library, 'articles' | 'about'> {
	about?: AboutFrontMatter;
	articles: readonly ListedArticle[];
	/** What lists, filters and the catalogue show of each article, newest first. */
	cards: readonly ArticleCard[];
	/** By `category/slug`. */
	cardById: ReadonlyMap<string, ArticleCard>;
	articleById: ReadonlyMap<string, ListedArticle>;
	/** Of the development server. */
	development?: {
		/** Renders an article, unless it has been since the last edit. */
		render(article: ListedArticle): Promise<LibraryArticle>;
		renderAbout(): Promise<About>;
		/** Of the last check of the whole content. */
		related: Related;
	};
}

/** A library of which every article has been rendered. */
interface WholeLibrary extends CurrentLibrary {
	about?: About;
	articles: LibraryArticle[];
}

/**
 * The development server has this module twice, in Vite's plugins and in the code that makes pages. They share
 * the library.
 */
const key = Symbol.for('offprint.library');
const shared = globalThis as { [key]?: Promise<CurrentLibrary> };

/** The library of this build or development server, opened once. */
export const currentLibrary = (): Promise<CurrentLibrary> => (shared[key] ??= wholeLibrary());

/** Makes this the current library. */
export const shareLibrary = <One extends CurrentLibrary>(library: Promise<One>): Promise<One> =>
	(shared[key] = library) as Promise<One>;

/** An article with its body, which the development server renders now. */
export async function withBody(article: ListedArticle): Promise<LibraryArticle> {
	const { development } = await currentLibrary();
	return development ? development.render(article) : (article as LibraryArticle);
}

/** The article of an address with its body; `undefined` if there is none. */
export async function findArticle(address: {
	category: string;
	slug: string;
}): Promise<LibraryArticle | undefined> {
	const article = (await currentLibrary()).articleById.get(articleId(address));
	return article && withBody(article);
}

/** The page about the site with its body; `undefined` if there is none. */
export async function aboutWithBody(): Promise<About | undefined> {
	const { about, development } = await currentLibrary();
	return about && development ? development.renderAbout() : (about as About | undefined);
}

/** Where a build keeps what it has read, in a thread that makes its pages. */
export const snapshotFolder = () => process.env.OFFPRINT_SNAPSHOT;

/** What the settings of this process say of the library. */
export const libraryOptions = () => ({
	content: contentFolder(),
	base: process.env.BASE_PATH ?? '',
	drafts: process.env.NODE_ENV === 'development'
});

/**
 * Opens the library with every article. In a thread that makes pages, it is the one that the build has read.
 */
async function wholeLibrary(): Promise<WholeLibrary> {
	const folder = snapshotFolder();
	if (folder) return withCards(readSnapshot(folder));
	// What renders is not loaded where pages are made.
	const { openLibrary } = await import('./library.ts');
	return withCards(await openLibrary(libraryOptions()));
}

/** Adds what is derived from the facts of the articles. */
export function withCards<One extends Pick<CurrentLibrary, 'articles'>>(library: One) {
	const cards = library.articles.map(cardOf).sort(compareBy.newest);
	return { ...library, cards, cardById: byId(cards), articleById: byId(library.articles) };
}

const byId = <One extends { category: string; slug: string }>(articles: readonly One[]) =>
	new Map(articles.map((article) => [articleId(article), article]));

const cardOf = (article: ListedArticle): ArticleCard => ({
	category: article.category,
	slug: article.slug,
	title: article.title,
	description: article.description,
	level: article.level,
	minutes: article.minutes,
	published: article.published,
	...(article.updated && { updated: article.updated }),
	tags: article.tags,
	...(article.series && { series: article.series, part: article.part })
});
