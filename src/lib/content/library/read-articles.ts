import { join, resolve } from 'node:path';
import { articleId } from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import type { Rendered } from '../markdown/render.ts';
import { parseArticle } from './front-matter.ts';
import type { ReadArticle } from './library-article.ts';
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
	parsed: ReturnType<typeof parseArticle>;
}

/** Reads and renders the files of all articles. */
export async function readArticles(
	files: readonly ArticleFile[],
	cache: RenderCache,
	onArticle?: (article: RenderedArticle) => void
): Promise<ReadArticles> {
	const result: ReadArticles = { read: [], unreadable: [], faults: [] };
	const articles = files.flatMap((file): ParsedArticle[] => {
		const text = readText(file.path, result.faults);
		if (text === null) return [];
		const parsed = parseOnce(file.path, text);
		return [{ file, source: parsed.body, parsed }];
	});
	const rendered = await renderAll(articles, cache, onArticle);
	for (const article of articles) await addArticle(article, rendered.get(article)!, result);
	return result;
}

const lastParsed = new Map<string, { text: string; parsed: ParsedArticle['parsed'] }>();

/** The development server reads every article after each edit, and one of them has changed. */
function parseOnce(path: string, text: string): ParsedArticle['parsed'] {
	const last = lastParsed.get(path);
	if (last?.text === text) return last.parsed;
	const parsed = parseArticle(text);
	lastParsed.set(path, { text, parsed });
	return parsed;
}

/** Takes from the cache what it has, and renders the rest. */
async function renderAll(
	articles: readonly ParsedArticle[],
	cache: RenderCache,
	onArticle?: (article: RenderedArticle) => void
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
	await renderPages(missing, cache, (article, { rendered, ms }) =>
		add(article, rendered, ms, false)
	);
	return done;
}

/** Adds an article or its faults to `result`. */
async function addArticle(
	{ file, parsed }: ParsedArticle,
	rendered: Rendered,
	{ read, unreadable, faults }: ReadArticles
) {
	const { frontMatter, aliasPositions = [], claim, faults: found } = parsed;
	for (const fault of [...found, ...rendered.faults]) faults.push({ file: file.path, ...fault });
	if (claim && claim.minutes !== rendered.minutes)
		faults.push({
			file: file.path,
			line: claim.line,
			column: claim.column,
			problem: `minutes ${claim.minutes} is not the reading time; it is ${rendered.minutes}`
		});
	faults.push(...(await findUnusedSiteCode(file, rendered)));
	if (!frontMatter) unreadable.push({ file, rendered });
	else read.push({ file, frontMatter, aliasPositions, rendered, ...(await sampleRun(file)) });
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
async function sampleRun({
	folder,
	hasSample
}: ArticleFile): Promise<Pick<ReadArticle, 'verified' | 'testResults'>> {
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
