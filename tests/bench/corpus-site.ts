import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, checkContent, clearCache, type CommandCost } from './build-site.ts';
import { corpusPath, type CorpusArticle } from './corpus-content.ts';
import { measureDevelopment } from './development.ts';
import type { Measure } from './measures.ts';

/** The corpus as a built site, with its build costs. */
export interface CorpusSite {
	articles: readonly CorpusArticle[];
	/** What it was built from. */
	content: string;
	folder: string;
	cold: CommandCost;
	/** After an edit to one article. */
	rebuild: CommandCost;
}

/** @param content folder written by `writeCorpusContent`; one article in it is edited */
export function buildCorpusSite(
	articles: readonly CorpusArticle[],
	content: string,
	folder: string
): CorpusSite {
	clearCache();
	const cold = buildSite(content, folder);
	appendFileSync(join(content, `${corpusPath(articles[0]!)}.md`), '\nOne more paragraph.\n');
	const rebuild = buildSite(content, folder);
	return { articles, content, folder, cold, rebuild };
}

/** Article paths, the smallest page first. */
export const articlesBySize = ({ articles, folder }: CorpusSite): string[] =>
	bySize(
		folder,
		articles.map((article) => `/${corpusPath(article)}/`)
	);

/** Paths of pages of a built site, the smallest page first. */
export function bySize(folder: string, paths: readonly string[]): string[] {
	const bytes = (path: string) => statSync(join(folder, path, 'index.html')).size;
	return paths
		.map((path) => ({ path, size: bytes(path) }))
		.sort((a, b) => a.size - b.size)
		.map(({ path }) => path);
}

/** Collections that the budgets are for. */
const [small, large] = [281, 7000];

/** The budget for a collection's size: what is allowed grows linearly between the two collections. */
export const budgetFor = (size: number, forSmall: number, forLarge: number): number =>
	forSmall + (Math.max(0, size - small) / (large - small)) * (forLarge - forSmall);

/** What building, checking and the development server cost; clears the cache. */
export async function measureBuild(site: CorpusSite): Promise<Measure[]> {
	const { articles, content, cold, rebuild } = site;
	const size = articles.length;
	const of = `${size} articles`;
	clearCache();
	const check = checkContent(content);
	const checkAgain = checkContent(content);
	const development = await measureDevelopment(content, articles);
	return [
		{
			name: `Cold build of ${of}`,
			value: cold.seconds,
			unit: 's',
			budget: budgetFor(size, 15, 300)
		},
		{
			name: `Cold build of ${of}, peak memory of all processes`,
			value: cold.memoryBytes,
			unit: 'memory',
			budget: budgetFor(size, 900e6, 3e9),
			note: cold.memoryBytes === null ? 'skipped: no /proc' : undefined
		},
		{
			name: `Build of ${of} after an edit to one`,
			value: rebuild.seconds,
			unit: 's',
			budget: budgetFor(size, 5, 30)
		},
		{
			name: `Check of ${of}, cold`,
			value: check.seconds,
			unit: 's',
			...(size <= small && { budget: 6 })
		},
		{
			name: `Check of ${of}, warm`,
			value: checkAgain.seconds,
			unit: 's',
			...(size <= small && { budget: 1.5 })
		},
		{
			name: `Development server of ${of}, ready`,
			value: development.readySeconds,
			unit: 's',
			budget: budgetFor(size, 3, 10)
		},
		{
			name: `Development server of ${of}, first article`,
			value: development.firstPageSeconds,
			unit: 's'
		},
		{
			name: `Development server of ${of}, an edit shows`,
			value: development.editMs,
			unit: 'ms',
			budget: 300
		}
	];
}
