import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, clearRenderCache, type BuildCost } from './build-site.ts';
import { corpusPath, type CorpusArticle } from './corpus-content.ts';
import type { Measure } from './measures.ts';

/** The corpus as a built site, with its build costs. */
export interface CorpusSite {
	articles: readonly CorpusArticle[];
	folder: string;
	cold: BuildCost;
	/** After an edit to one article. */
	rebuild: BuildCost;
}

/** @param content folder written by `writeCorpusContent`; one article in it is edited */
export function buildCorpusSite(
	articles: readonly CorpusArticle[],
	content: string,
	folder: string
): CorpusSite {
	clearRenderCache();
	const cold = buildSite(content, folder);
	appendFileSync(join(content, `${corpusPath(articles[0]!)}.md`), '\nOne more paragraph.\n');
	const rebuild = buildSite(content, folder);
	return { articles, folder, cold, rebuild };
}

/** Article paths, the smallest page first. */
export function articlesBySize({ articles, folder }: CorpusSite): string[] {
	const bytes = (path: string) => statSync(join(folder, path, 'index.html')).size;
	return articles
		.map((article) => `/${corpusPath(article)}/`)
		.map((path) => ({ path, size: bytes(path) }))
		.sort((a, b) => a.size - b.size)
		.map(({ path }) => path);
}

export const measureBuild = ({ articles, cold, rebuild }: CorpusSite): Measure[] => [
	{
		name: `Cold build of ${articles.length} articles`,
		value: cold.seconds,
		unit: 's',
		budget: 30
	},
	{
		name: 'Cold build, peak memory of the largest process',
		value: cold.memoryBytes,
		unit: 'memory',
		budget: 1.2e9,
		note: cold.memoryBytes === null ? 'skipped: no GNU time' : undefined
	},
	{
		name: 'Build after an edit to one article',
		value: rebuild.seconds,
		unit: 's',
		budget: cold.seconds / 2
	}
];
