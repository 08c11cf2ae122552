import { articleId, levels, type Category } from '$lib/core/article/article.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import { scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary, withBody, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { assetNames } from './article-assets.ts';
import { bookPaths } from './books.ts';
import { samplePages } from './sample-document.ts';

/** Paths without the base path, not encoded. */
export interface SitePaths {
	/** Files that do not depend on the search index. */
	files: string[];
	/** Pages, feeds and books: of the library, then of each category. Those of a group are made from the same files. */
	lists: string[][];
	/** The ids of articles in Markdown, whose files do not depend on the search index either. */
	markdown: string[];
	/** Those of articles in Svelte, whose components may read it. */
	svelte: string[];
}

/** Answers a question at `sitePathsAddress`. @param question what follows it in the path */
export async function answerSitePaths(question: string): Promise<SitePaths | string[]> {
	const [, part, id = ''] = /^\/(files|pages)\/(.+)$/.exec(question) ?? [];
	if (!part) return sitePaths();
	const article = (await currentLibrary()).articleById.get(id)!;
	return (part === 'files' ? articleFiles : articlePages)(await withBody(article));
}

/** The path of everything that a build asks the server for, but for those of articles. */
async function sitePaths(): Promise<SitePaths> {
	const library = await currentLibrary();
	const { about, articles, cards, categories } = library;
	const books = await bookPaths();
	const idsOf = (kind: LibraryArticle['kind']) =>
		articles.filter((article) => article.kind === kind).map(articleId);
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	const site = [
		...['/', '/404.html', '/offline/', '/saved/', '/tags/'],
		...(about ? ['/about/'] : []),
		...books.filter((path) => !path.slice(1).includes('/')),
		...feeds('/'),
		...[{}, ...tags.map((tag) => ({ tag }))].flatMap((scope) => listPages(library, scope))
	];
	const ofCategory = ({ slug: category }: Category) => [
		...books.filter((path) => path.startsWith(`/${category}/`)),
		...feeds(`/${category}/`),
		...[{ category }, ...levels.map((level) => ({ category, level }))].flatMap((scope) =>
			listPages(library, scope)
		)
	];
	return {
		files: [
			...['manifest.webmanifest', 'opensearch.xml', 'robots.txt', 'sitemap.xml', 'preview.png'],
			...categories.map(({ slug }) => `${slug}/preview.png`)
		].map((name) => `/${name}`),
		lists: [[...new Set(site)], ...categories.map(ofCategory)],
		markdown: idsOf('md'),
		svelte: idsOf('svx')
	};
}

const feeds = (folder: string) => ['feed.json', 'feed.xml'].map((name) => folder + name);

const listPages = ({ cards }: CurrentLibrary, scope: Scope): string[] =>
	pageEntries(cards, scope).map((page) => scopePath(scope) + (page && `${page}/`));

/** An article's page and those of its sample. */
async function articlePages(article: LibraryArticle): Promise<string[]> {
	const page = `/${articleId(article)}/`;
	const sample = await samplePages(article);
	return [page, ...sample.map((file) => `${page}sample/${file && `${file}/`}`)];
}

/** The files beside an article's page. */
async function articleFiles(article: LibraryArticle): Promise<string[]> {
	const page = `/${articleId(article)}/`;
	return [
		`/${articleId(article)}.json`,
		`${page}preview.png`,
		...(await assetNames(article)).map((name) => page + name),
		...(article.sample ? [`${page}sample/${article.slug}.zip`] : [])
	];
}
