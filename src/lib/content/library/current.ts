import { articleId, type ArticleCard } from '../../core/article/article.ts';
import { compareBy } from '../../core/article/order.ts';
import { contentFolder } from './content-folder.ts';
import type { LibraryArticle } from './library-article.ts';
import { openLibrary, type Library, type LibraryOptions } from './library.ts';
import { readSnapshot, type PageBuild } from './snapshot.ts';

export interface CurrentLibrary extends Library {
	/** What lists, filters and the catalogue show of each article, newest first. */
	cards: readonly ArticleCard[];
	/** By `category/slug`. */
	cardById: ReadonlyMap<string, ArticleCard>;
	articleById: ReadonlyMap<string, LibraryArticle>;
	/** Of the pages that are being made; absent while the library is read. */
	build?: PageBuild;
}

/**
 * The development server has this module twice, in Vite's plugins and in the code that makes pages. They share
 * the library, which is read once after an edit.
 */
const key = Symbol.for('offprint.library');
const shared = globalThis as { [key]?: Promise<CurrentLibrary> };

/**
 * The library of this build or development server, opened once.
 * @param onArticle called for each article if this call opens the library
 */
export const currentLibrary = (onArticle?: LibraryOptions['onArticle']) =>
	(shared[key] ??= open(onArticle));

/** Makes the next `currentLibrary()` read the content again. */
export const forgetLibrary = () => {
	delete shared[key];
};

/** In a thread that makes pages, OFFPRINT_SNAPSHOT names what the build has read. */
async function open(onArticle?: LibraryOptions['onArticle']): Promise<CurrentLibrary> {
	const folder = process.env.OFFPRINT_SNAPSHOT;
	if (folder) {
		const { library, build } = readSnapshot(folder);
		return { ...withCards(library), build };
	}
	return withCards(
		await openLibrary({
			content: contentFolder(),
			base: process.env.BASE_PATH ?? '',
			drafts: process.env.NODE_ENV === 'development',
			onArticle
		})
	);
}

function withCards(library: Library): CurrentLibrary {
	const cards = library.articles.map(cardOf).sort(compareBy.newest);
	return { ...library, cards, cardById: byId(cards), articleById: byId(library.articles) };
}

const byId = <One extends { category: string; slug: string }>(articles: readonly One[]) =>
	new Map(articles.map((article) => [articleId(article), article]));

const cardOf = (article: LibraryArticle): ArticleCard => ({
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
