import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Thread } from '../../lib/content/cache/thread.ts';
import type { SitePaths } from '../../lib/content/prerender/site-paths.ts';
import type { Bundle } from './bundle.ts';
import type { PageRequest, PageSettings } from './page-server.ts';

/** Where `hooks.server.ts` answers a build with `SitePaths`. */
const sitePathsAddress = '/_site-paths';

type PageThread = Thread<PageRequest, string | undefined>;

/** A message to a thread takes a moment. */
const batchSize = 40;

/**
 * Starts a thread for each processor, which loads SvelteKit's server.
 * @param snapshot the folder where the library will be when pages are written
 */
export function startPageThreads(
	site: string,
	{ folder }: Bundle,
	snapshot: string
): Promise<PageThread[]> {
	const base = process.env.BASE_PATH ?? '';
	const workerData: PageSettings = { server: join(folder, 'server'), site, base };
	const env = { ...process.env, OFFPRINT_SNAPSHOT: snapshot };
	return Promise.all(
		Array.from({ length: availableParallelism() }, () =>
			Thread.start<PageRequest, string | undefined>('page-server', { workerData, env })
		)
	);
}

/**
 * Writes every page and file that the server makes.
 * @param onPages is told how many of how many paths are written
 */
export async function writePages(
	threads: readonly PageThread[],
	onPages: (written: number, all: number) => void
): Promise<void> {
	const answer = (await threads[0]!.ask({ read: sitePathsAddress }))!;
	const { lists, articles } = JSON.parse(answer) as SitePaths;
	const all = [...lists, ...articles].flat().length;
	// Books take the longest, so they are not left for the end.
	const remaining = [...lists, ...batchesOf(articles)].values();
	let written = 0;
	const writeRest = async (thread: PageThread) => {
		for (const batch of remaining) {
			await thread.ask({ write: batch });
			onPages((written += batch.length), all);
		}
	};
	await Promise.all(threads.map(writeRest));
}

/** Whole groups together, until a batch is large enough. */
function* batchesOf(groups: readonly string[][]): Generator<string[], void, undefined> {
	let batch: string[] = [];
	for (const group of groups) {
		batch.push(...group);
		if (batch.length < batchSize) continue;
		yield batch;
		batch = [];
	}
	if (batch.length) yield batch;
}
