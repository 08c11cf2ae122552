import { join } from 'node:path';
import { articleId, type Category, type Site } from '../../core/article/article.ts';
import type { AuthorSynonyms, GoldenQuery } from '../../core/article/search-rules.ts';
import type { Rendered } from '../markdown/render.ts';
import { ContentError, sortFaults, type FileFault } from '../faults/report.ts';
import { checkAliases } from './check-aliases.ts';
import { checkSeries, checkTagSlugs } from './check-articles.ts';
import { parseArticle } from './front-matter.ts';
import { toLibraryArticle, type LibraryArticle, type ReadArticle } from './library-article.ts';
import { checkLinks, type LinkingArticle } from './links.ts';
import { readText } from './read-text.ts';
import { RenderCache } from './render-cache.ts';
import { readVerification } from './sample.ts';
import { scanContent, type ArticleFile } from './scan.ts';

/** One article that was rendered, or taken from the cache. */
export interface RenderedArticle {
	id: string;
	ms: number;
	isCached: boolean;
	/** How many articles there are, and how many are done. */
	total: number;
	done: number;
}

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
	const { content, today = new Date().toISOString().slice(0, 10) } = options;
	const scanned = await scanContent(content);
	const { read, unreadable, faults } = await readArticles(scanned.articles, options);
	const isPublished = ({ frontMatter }: ReadArticle) =>
		!frontMatter.draft && frontMatter.published <= today;
	const shown = read.filter((article) => options.drafts || isPublished(article));
	const known = new Set(read.map(({ file }) => file));
	const unknown = scanned.articles.filter((file) => !known.has(file));
	faults.push(
		...scanned.faults,
		...checkLinks([...read, ...unreadable], shown, scanned.categories, unknown),
		...checkSeries(shown),
		...checkTagSlugs(read),
		...checkAliases(read, scanned.articles, scanned.categories)
	);
	if (!scanned.site || faults.length) throw new ContentError(sortFaults(faults));
	const findable = new Set(read.filter(isPublished).map(({ file }) => articleId(file)));
	return {
		site: scanned.site,
		categories: scanned.categories,
		articles: shown.map((article) => ({
			...toLibraryArticle(article),
			...(!isPublished(article) && { unpublished: true })
		})),
		synonyms: scanned.synonyms,
		golden: scanned.golden.filter(({ id }) => findable.has(id))
	};
}

interface ReadArticles {
	read: ReadArticle[];
	/** Those with faults in their front matter: their links are checked all the same. */
	unreadable: LinkingArticle[];
	faults: FileFault[];
}

async function readArticles(
	files: readonly ArticleFile[],
	{ base, checkOnly = false, onArticle }: LibraryOptions
): Promise<ReadArticles> {
	const result: ReadArticles = { read: [], unreadable: [], faults: [] };
	const cache = new RenderCache({ base, checkOnly });
	for (const [index, file] of files.entries()) {
		const start = performance.now();
		const isCached = await readArticle(file, files, cache, result);
		onArticle?.({
			id: articleId(file),
			ms: performance.now() - start,
			isCached,
			total: files.length,
			done: index + 1
		});
	}
	return result;
}

/** Adds an article or its faults to `result`. @returns whether its HTML came from the cache */
async function readArticle(
	file: ArticleFile,
	files: readonly ArticleFile[],
	cache: RenderCache,
	{ read, unreadable, faults }: ReadArticles
): Promise<boolean> {
	const source = readText(file.path, faults);
	if (source === null) return false;
	const { frontMatter, aliasPositions = [], claim, body, faults: found } = parseArticle(source);
	const { rendered, isCached } = await cache.render(file, body, files).catch(notRendered);
	for (const fault of [...found, ...rendered.faults]) faults.push({ file: file.path, ...fault });
	if (claim && claim.minutes !== rendered.minutes)
		faults.push({
			file: file.path,
			line: claim.line,
			column: claim.column,
			problem: `minutes ${claim.minutes} is not the reading time; it is ${rendered.minutes}`
		});
	if (!frontMatter) unreadable.push({ file, rendered });
	else read.push({ file, frontMatter, aliasPositions, rendered, ...(await sampleRun(file)) });
	return isCached;
}

/** The recorded run of an article's sample, if the sample has not changed since. */
async function sampleRun({
	folder,
	hasSample
}: ArticleFile): Promise<Pick<ReadArticle, 'verified' | 'testResults'>> {
	if (!folder || !hasSample) return {};
	const verification = await readVerification(join(folder, 'sample'));
	if (verification.state !== 'verified') return {};
	const { date, sdk, packages, servers, tests, results } = verification.record;
	return {
		verified: { date, sdk, packages, ...(servers && { servers }), tests: tests.passed },
		testResults: results
	};
}

/** Takes the place of an article on which a parser threw an error. */
const notRendered = (error: Error): { rendered: Rendered; isCached: false } => ({
	isCached: false,
	rendered: {
		html: '',
		headings: [],
		sections: [],
		minutes: 1,
		anchors: [],
		links: [],
		assets: [],
		proofs: [],
		faults: [
			{
				line: 1,
				column: 1,
				problem:
					error instanceof RangeError
						? 'is nested too deeply to be read; remove some levels of lists, quotes or HTML'
						: `cannot be rendered: ${error.message.split('\n')[0]}`
			}
		]
	}
});
