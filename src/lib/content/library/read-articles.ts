import { join } from 'node:path';
import { articleId } from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import { parseArticle } from './front-matter.ts';
import type { ReadArticle } from './library-article.ts';
import type { LinkingPage } from './links.ts';
import { readText } from './read-text.ts';
import type { RenderCache } from './render-cache.ts';
import { readVerification } from './sample.ts';
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

/** Reads and renders the files of all articles. */
export async function readArticles(
	files: readonly ArticleFile[],
	cache: RenderCache,
	onArticle?: (article: RenderedArticle) => void
): Promise<ReadArticles> {
	const result: ReadArticles = { read: [], unreadable: [], faults: [] };
	for (const [index, file] of files.entries()) {
		const start = performance.now();
		const isCached = await readArticle(file, cache, result);
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
	cache: RenderCache,
	{ read, unreadable, faults }: ReadArticles
): Promise<boolean> {
	const source = readText(file.path, faults);
	if (source === null) return false;
	const { frontMatter, aliasPositions = [], claim, body, faults: found } = parseArticle(source);
	const { rendered, isCached } = await cache.render(file, body);
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
