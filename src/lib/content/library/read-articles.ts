import { join, resolve } from 'node:path';
import { articleId } from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import type { Rendered } from '../markdown/render.ts';
import type { ParsedArticle as ParsedFile } from './front-matter.ts';
import type { FrontMatterCache } from './front-matter-cache.ts';
import type { ReadArticle, SampleRun } from './library-article.ts';
import type { LinkingPage } from './links.ts';
import { readText } from './read-text.ts';
import type { Page, RenderCache } from './render-cache.ts';
import { renderPages } from './render-pages.ts';
import { listDependencies, readVerification, repositoryOf } from './sample.ts';
import type { ArticleFile } from './scan.ts';

/** One article that was rendered, or taken from the cache. */
export interface RenderedArticle {
	id: string;
	ms: number;
	isCached: boolean;
	/** How many articles there are, and how many are done. */
	total: number;
	done: number;
}

interface ReadArticles {
	read: ReadArticle[];
	/** Those with faults in their front matter: their links are checked all the same. */
	unreadable: LinkingPage[];
	faults: FileFault[];
}

/** An article whose text is not yet rendered. */
interface ParsedArticle extends Page {
	file: ArticleFile;
	parsed: ParsedFile;
}

export interface ReadOptions {
	/** Called for each article; an error that it throws stops the reading. */
	onArticle?: (article: RenderedArticle) => void;
	/** Threads that may render besides this one; by default it depends on how many articles there are. */
	workerCount?: number;
}

/** Reads and renders the files of all articles. */
export async function readArticles(
	files: readonly ArticleFile[],
	cache: RenderCache,
	frontMatter: FrontMatterCache,
	options: ReadOptions = {}
): Promise<ReadArticles> {
	const result: ReadArticles = { read: [], unreadable: [], faults: [] };
	const articles = files.flatMap((file): ParsedArticle[] => {
		const text = readText(file.path, result.faults);
		if (text === null) return [];
		const parsed = frontMatter.parse(file.path, text);
		return [{ file, source: parsed.body, parsed }];
	});
	const rendered = await renderAll(articles, cache, options);
	for (const article of articles) await addArticle(article, rendered.get(article)!, result);
	return result;
}

/** Takes from the cache what it has, and renders the rest. */
async function renderAll(
	articles: readonly ParsedArticle[],
	cache: RenderCache,
	{ onArticle, workerCount }: ReadOptions
): Promise<Map<ParsedArticle, Rendered>> {
	const done = new Map<ParsedArticle, Rendered>();
	const add = (article: ParsedArticle, rendered: Rendered, ms: number, isCached: boolean) => {
		done.set(article, rendered);
		const id = articleId(article.file);
		onArticle?.({ id, ms, isCached, total: articles.length, done: done.size });
	};
	const missing = articles.filter((article) => {
		const start = performance.now();
		const kept = cache.find(article);
		if (kept) add(article, kept, performance.now() - start, true);
		return !kept;
	});
	await renderPages(
		missing,
		cache,
		(article, { rendered, ms }) => add(article, rendered, ms, false),
		workerCount
	);
	return done;
}

/** Adds an article or its faults to `result`. */
async function addArticle(
	{ file, parsed }: ParsedArticle,
	rendered: Rendered,
	{ read, unreadable, faults }: ReadArticles
) {
	const { frontMatter, aliasPositions = [] } = parsed;
	faults.push(...(await articleFaults(file, parsed, rendered)));
	if (!frontMatter) unreadable.push({ file, rendered });
	else read.push({ file, frontMatter, aliasPositions, rendered, ...(await sampleRun(file)) });
}

/** What is wrong with an article by itself, whatever other articles say. */
export async function articleFaults(
	file: ArticleFile,
	{ claim, faults }: Pick<ParsedFile, 'claim' | 'faults'>,
	rendered: Rendered
): Promise<FileFault[]> {
	const found = [...faults, ...rendered.faults];
	if (claim && claim.minutes !== rendered.minutes)
		found.push({
			line: claim.line,
			column: claim.column,
			problem: `minutes ${claim.minutes} is not the reading time; it is ${rendered.minutes}`
		});
	const unused = await findUnusedSiteCode(file, rendered);
	return [...found.map((fault) => ({ file: file.path, ...fault })), ...unused];
}

/** A fault for each fence with code of the site that the article's sample does not run. */
async function findUnusedSiteCode(
	{ path, folder, hasSample }: ArticleFile,
	{ siteCode }: Rendered
): Promise<FileFault[]> {
	if (!siteCode.length) return [];
	const sample = folder && hasSample ? resolve(folder, 'sample') : undefined;
	const used = new Set(sample && (await listDependencies(sample)));
	return siteCode
		.filter((code) => !sample || !used.has(join(repositoryOf(sample), code.path)))
		.map(({ path: shown, line, column }) => ({
			file: path,
			line,
			column,
			problem: `no test of the sample imports ${shown}; code of the site is shown only where it is proven`
		}));
}

/** The recorded run of an article's sample, if the sample has not changed since. */
export async function sampleRun({ folder, hasSample }: ArticleFile): Promise<SampleRun> {
	if (!folder || !hasSample) return {};
	const verification = await readVerification(join(folder, 'sample'));
	if (verification.state !== 'verified') return {};
	const { date, sdk, node, packages, servers, tests, results } = verification.record;
	const platform = node ? `Node.js ${node}` : `.NET ${sdk}`;
	return {
		verified: { date, platform, packages, ...(servers && { servers }), tests: tests.passed },
		testResults: results
	};
}
