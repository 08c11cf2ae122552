import { articleId, type Category, type Site } from '../../core/article/article.ts';
import type { AuthorSynonyms, GoldenQuery } from '../../core/article/search-rules.ts';
import { ContentError, sortFaults } from '../faults/report.ts';
import { checkAliases } from './check-aliases.ts';
import { checkSeries, checkTagSlugs } from './check-articles.ts';
import { toLibraryArticle, type LibraryArticle, type ReadArticle } from './library-article.ts';
import { checkLinks } from './links.ts';
import { readAbout, type About } from './read-about.ts';
import { FrontMatterCache } from './front-matter-cache.ts';
import { readArticles, type ReadOptions } from './read-articles.ts';
import { RenderCache } from './render-cache.ts';
import { scanContent, type PageFile } from './scan.ts';
import { isPublished, isShown, type ShowOptions } from './shown.ts';

export interface LibraryOptions extends ShowOptions, ReadOptions {
	/** The content folder. */
	content: string;
	/** `''` or `/any/prefix` */
	base: string;
	/** Skip syntax highlighting. */
	checkOnly?: boolean;
}

export interface Library {
	site: Site;
	/** What the site says of itself. */
	about?: About;
	/** In the order of their pages. */
	categories: Category[];
	articles: LibraryArticle[];
	synonyms: AuthorSynonyms[];
	/** Only queries for published articles. */
	golden: GoldenQuery[];
}

/**
 * Reads, checks and renders a content folder.
 * @throws {ContentError} with every fault of every file
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
	const { content, base, checkOnly = false } = options;
	const scanned = await scanContent(content);
	const pages = [...scanned.articles, ...(scanned.about ? [scanned.about] : [])];
	const cache = new RenderCache({ base, checkOnly, pages });
	const frontMatter = new FrontMatterCache(content);
	const { read, unreadable, faults } = await readArticles(
		scanned.articles,
		cache,
		frontMatter,
		options
	);
	frontMatter.save(scanned.articles.map(({ path }) => path));
	const about = scanned.about && (await readAbout(scanned.about, cache, faults));
	const aboutPages = about?.frontMatter ? [{ ...about, frontMatter: about.frontMatter }] : [];
	const shown = read.filter(({ frontMatter }) => isShown(frontMatter, options));
	const known = new Set<PageFile>([...read, ...aboutPages].map(({ file }) => file));
	const unknown = pages.filter((file) => !known.has(file));
	const linking = [...read, ...unreadable, ...(about ? [about] : [])];
	faults.push(
		...scanned.faults,
		...checkLinks(linking, [...shown, ...aboutPages], scanned.categories, unknown),
		...checkSeries(shown),
		...checkTagSlugs(read),
		...checkAliases(read, scanned.articles, scanned.categories)
	);
	if (!scanned.site || faults.length) throw new ContentError(sortFaults(faults));
	const isFindable = ({ frontMatter }: ReadArticle) => isPublished(frontMatter, options);
	const findable = new Set(read.filter(isFindable).map(({ file }) => articleId(file)));
	return {
		site: scanned.site,
		...(about?.frontMatter && { about: { ...about.frontMatter, html: about.rendered.html } }),
		categories: scanned.categories,
		articles: shown.map((article) => toLibraryArticle(article, isFindable(article))),
		synonyms: scanned.synonyms,
		golden: scanned.golden.filter(({ id }) => findable.has(id))
	};
}
