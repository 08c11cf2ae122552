import type { ArticleCard } from '../../core/article/article.ts';
import { compareBy } from '../../core/article/order.ts';
import { contentFolder } from './content-folder.ts';
import { openLibrary, type Library, type LibraryArticle } from './library.ts';

export interface CurrentLibrary extends Library {
	/** What lists, filters and the catalogue hold of each article, newest first. */
	cards: readonly ArticleCard[];
}

let opened: Promise<CurrentLibrary> | undefined;

/** The library that this build or development server is of, opened once. */
export const currentLibrary = () => (opened ??= open());

/** Content has changed: whoever asks next gets the library as it is now. */
export const forgetLibrary = () => {
	opened = undefined;
};

async function open(): Promise<CurrentLibrary> {
	const library = await openLibrary({
		content: contentFolder(),
		base: process.env.BASE_PATH ?? '',
		drafts: process.env.NODE_ENV === 'development'
	});
	return { ...library, cards: library.articles.map(cardOf).sort(compareBy.newest) };
}

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
