import { articleId, levels, type Category } from '$lib/core/article/article.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import { scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary, withBody, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { assetNames } from './article-assets.ts';
import { bookPaths } from './books.ts';
import { samplePages } from './sample-document.ts';

/** Where `hooks.server.ts` answers a build with `sitePaths`. */
export const sitePathsAddress = '/_site-paths';

/** Groups of paths, each without the base path and not encoded. */
export interface SitePaths {
	/** Of the library, then of each category. */
	lists: string[][];
	/** Of each article. */
	articles: string[][];
}

/**
 * The path of everything that a build asks the server for. Those of a group are made from the same files, so they
 * are best asked of one server.
 */
export async function sitePaths(): Promise<SitePaths> {
	const library = await currentLibrary();
	const { about, articles, cards, categories } = library;
	const books = await bookPaths();
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	const site = [
		...['/', '/404.html', '/offline/', '/saved/', '/tags/'],
		...(about ? ['/about/'] : []),
		...['manifest.webmanifest', 'opensearch.xml', 'robots.txt', 'sitemap.xml'].map(
			(name) => `/${name}`
		),
		...books.filter((path) => !path.slice(1).includes('/')),
		...listFiles('/'),
		...[{}, ...tags.map((tag) => ({ tag }))].flatMap((scope) => listPages(library, scope))
	];
	const ofCategory = ({ slug: category }: Category) => [
		...books.filter((path) => path.startsWith(`/${category}/`)),
		...listFiles(`/${category}/`),
		...[{ category }, ...levels.map((level) => ({ category, level }))].flatMap((scope) =>
			listPages(library, scope)
		)
	];
	return {
		lists: [[...new Set(site)], ...categories.map(ofCategory)],
		articles: await Promise.all(
			articles.map(async (article) => articlePaths(await withBody(article)))
		)
	};
}

const listFiles = (folder: string) =>
	['feed.json', 'feed.xml', 'preview.png'].map((name) => folder + name);

const listPages = ({ cards }: CurrentLibrary, scope: Scope): string[] =>
	pageEntries(cards, scope).map((page) => scopePath(scope) + (page && `${page}/`));

/** An article's page, the files next to it, and the pages of its sample. */
async function articlePaths(article: LibraryArticle): Promise<string[]> {
	const page = `/${articleId(article)}/`;
	const sample = await samplePages(article);
	return [
		page,
		`/${articleId(article)}.json`,
		`${page}preview.png`,
		...(await assetNames(article)).map((name) => page + name),
		...(article.sample ? [`${page}sample/${article.slug}.zip`] : []),
		...sample.map((file) => `${page}sample/${file && `${file}/`}`)
	];
}
