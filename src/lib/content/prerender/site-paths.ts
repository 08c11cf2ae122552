import { articleId, levels } from '$lib/core/article/article.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import { scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary, withBody, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { assetNames } from './article-assets.ts';
import { bookPaths } from './books.ts';
import { samplePages } from './sample-document.ts';

/** Where `hooks.server.ts` answers a build with `sitePaths`. */
export const sitePathsAddress = '/_site-paths';

/**
 * The path of everything that a build asks the server for, without the base path and not encoded. Those of
 * a group are made from the same files, so they are best asked of one server.
 */
export async function sitePaths(): Promise<string[][]> {
	const library = await currentLibrary();
	const lists = [
		...['/', '/404.html', '/offline/', '/saved/', '/tags/'],
		...(library.about ? ['/about/'] : []),
		...['feed.json', 'feed.xml', 'preview.png'].flatMap((name) => [
			`/${name}`,
			...library.categories.map(({ slug }) => `/${slug}/${name}`)
		]),
		...['manifest.webmanifest', 'opensearch.xml', 'robots.txt', 'sitemap.xml'].map(
			(name) => `/${name}`
		),
		...(await bookPaths()),
		...listPaths(library)
	];
	const articles = await Promise.all(
		library.articles.map(async (article) => articlePaths(await withBody(article)))
	);
	return [[...new Set(lists)], ...articles];
}

/** Every page of every list. */
function listPaths({ cards, categories }: CurrentLibrary): string[] {
	const scopes: Scope[] = [
		{},
		...categories.flatMap(({ slug: category }) => [
			{ category },
			...levels.map((level) => ({ category, level }))
		]),
		...[...new Set(cards.flatMap(({ tags }) => tags))].map((tag) => ({ tag }))
	];
	return scopes.flatMap((scope) =>
		pageEntries(cards, scope).map((page) => scopePath(scope) + (page && `${page}/`))
	);
}

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
