import { articleId, type Category, type Site } from '../../core/article/article.ts';
import type { AuthorSynonyms, GoldenQuery } from '../../core/article/search-rules.ts';
import { ContentError, sortFaults } from '../faults/report.ts';
import { checkAliases } from './check-aliases.ts';
import { checkSeries, checkTagSlugs } from './check-articles.ts';
import { toLibraryArticle, type LibraryArticle, type ReadArticle } from './library-article.ts';
import { checkLinks } from './links.ts';
import { readAbout, type About } from './read-about.ts';
import { readArticles, type RenderedArticle } from './read-articles.ts';
import { RenderCache } from './render-cache.ts';
import { scanContent, type PageFile } from './scan.ts';

export interface LibraryOptions {
	/** The content folder. */
	content: string;
	/** `''` or `/any/prefix` */
	base: string;
	/** `YYYY-MM-DD`; articles of later days are left out. The default is today in UTC. */
	today?: string;
	/** Include drafts and articles of later days. */
	drafts?: boolean;
	/** Skip syntax highlighting. */
	checkOnly?: boolean;
	onArticle?: (article: RenderedArticle) => void;
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
	const {
		content,
		base,
		checkOnly = false,
		today = new Date().toISOString().slice(0, 10)
	} = options;
	const scanned = await scanContent(content);
	const pages = [...scanned.articles, ...(scanned.about ? [scanned.about] : [])];
	const cache = new RenderCache({ base, checkOnly, pages });
	const { read, unreadable, faults } = await readArticles(
		scanned.articles,
		cache,
		options.onArticle
	);
	const about = scanned.about && (await readAbout(scanned.about, cache, faults));
	const aboutPages = about?.frontMatter ? [{ ...about, frontMatter: about.frontMatter }] : [];
	const isPublished = ({ frontMatter }: ReadArticle) =>
		!frontMatter.draft && frontMatter.published <= today;
	const shown = read.filter((article) => options.drafts || isPublished(article));
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
	const findable = new Set(read.filter(isPublished).map(({ file }) => articleId(file)));
	return {
		site: scanned.site,
		...(about?.frontMatter && { about: { ...about.frontMatter, html: about.rendered.html } }),
		categories: scanned.categories,
		articles: shown.map((article) => ({
			...toLibraryArticle(article),
			...(!isPublished(article) && { unpublished: true })
		})),
		synonyms: scanned.synonyms,
		golden: scanned.golden.filter(({ id }) => findable.has(id))
	};
}
