import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Thread } from '../../lib/content/cache/thread.ts';
import type { Bundle } from './bundle.ts';
import type { PageRequest, PageSettings } from './page-server.ts';

/** Where `hooks.server.ts` answers a build with the paths of all pages, in groups. */
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
	const groups = JSON.parse((await threads[0]!.ask({ read: sitePathsAddress }))!) as string[][];
	const [lists = [], ...articles] = groups;
	const all = groups.flat().length;
	let written = 0;
	const writeAll = async (thread: PageThread, batches: Iterable<string[]>) => {
		for (const batch of batches) {
			await thread.ask({ write: batch });
			onPages((written += batch.length), all);
		}
	};
	// Lists share books and previews, which one thread makes once.
	const remaining = batchesOf(articles);
	const [first, ...others] = threads;
	await Promise.all([
		writeAll(first!, batchesOf(lists.map((path) => [path]))).then(() =>
			writeAll(first!, remaining)
		),
		...others.map((thread) => writeAll(thread, remaining))
	]);
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
