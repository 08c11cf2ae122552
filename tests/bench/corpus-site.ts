import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, forgetRendered, type BuildCost } from './build-site.ts';
import { corpusPath, type CorpusArticle } from './corpus-content.ts';
import type { Measure } from './measures.ts';

/** The corpus as a built site, with what building it took. */
export interface CorpusSite {
	articles: readonly CorpusArticle[];
	folder: string;
	cold: BuildCost;
	/** After an edit of one article. */
	again: BuildCost;
}

/** @param content where `writeCorpusContent` wrote the articles; one of them is added to */
export function buildCorpusSite(
	articles: readonly CorpusArticle[],
	content: string,
	folder: string
): CorpusSite {
	forgetRendered();
	const cold = buildSite(content, folder);
	appendFileSync(join(content, `${corpusPath(articles[0]!)}.md`), '\nOne paragraph more.\n');
	const again = buildSite(content, folder);
	return { articles, folder, cold, again };
}

/** Paths of the articles, the smallest page first. */
export function articlesBySize({ articles, folder }: CorpusSite): string[] {
	const bytes = (path: string) => statSync(join(folder, path, 'index.html')).size;
	return articles
		.map((article) => `/${corpusPath(article)}/`)
		.map((path) => ({ path, size: bytes(path) }))
		.sort((a, b) => a.size - b.size)
		.map(({ path }) => path);
}

export const measureBuild = ({ articles, cold, again }: CorpusSite): Measure[] => [
	{
		name: `Cold build of ${articles.length} articles`,
		value: cold.seconds,
		unit: 's',
		budget: 30
	},
	{
		name: 'Cold build, peak memory of its largest process',
		value: cold.memory,
		unit: 'memory',
		budget: 1.2e9,
		note: cold.memory === null ? 'skipped: no GNU time' : undefined
	},
	{
		name: 'Build after an edit of one article',
		value: again.seconds,
		unit: 's',
		budget: cold.seconds / 2
	}
];
