import { articleId, levels, type Category } from '$lib/core/article/article.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import { scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary, withBody, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { assetNames } from './article-assets.ts';
import { articleSource } from './article-document.ts';
import { bookPaths } from './books.ts';
import { previewSource } from './previews.ts';
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

/** Something that a build asks the server for. */
export interface SitePath {
	path: string;
	/** A hash of what it is made from, besides the code and the settings; where that is known without making it. */
	source?: string;
}

/** Answers a question at `sitePathsAddress`. @param question what follows it in the path */
export async function answerSitePaths(question: string): Promise<SitePaths | SitePath[]> {
	const [, part, ids = ''] = /^\/(files|pages)\/(.+)$/.exec(question) ?? [];
	if (!part) return sitePaths();
	const { articleById } = await currentLibrary();
	const pathsOf = part === 'files' ? articleFiles : articlePages;
	const paths: SitePath[] = [];
	for (const id of ids.split('~'))
		paths.push(...(await pathsOf(await withBody(articleById.get(id)!))));
	return paths;
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
async function articlePages(article: LibraryArticle): Promise<SitePath[]> {
	const path = `/${articleId(article)}/`;
	const sample = await samplePages(article);
	return [
		{ path, source: await articleSource(article) },
		...sample.map((file) => ({ path: `${path}sample/${file && `${file}/`}` }))
	];
}

/** The files beside an article's page. */
async function articleFiles(article: LibraryArticle): Promise<SitePath[]> {
	const page = `/${articleId(article)}/`;
	const others = [
		...(await assetNames(article)),
		...(article.sample ? [`sample/${article.slug}.zip`] : [])
	];
	return [
		{ path: `/${articleId(article)}.json`, source: article.bodyHash },
		{ path: `${page}preview.png`, source: await previewSource(article) },
		...others.map((name) => ({ path: page + name }))
	];
}
