import { availableParallelism } from 'node:os';
import { Thread } from '../../lib/content/cache/thread.ts';
import { sitePathsAddress } from '../../lib/content/prerender/site-paths-address.ts';
import type { SitePaths } from '../../lib/content/prerender/site-paths.ts';
import type { Bundle } from './bundle.ts';
import type { Batch, HowToWrite, PageAnswer, PageRequest, PageSettings } from './page-server.ts';
import type { WrittenFile } from './written-file.ts';

type PageThread = Thread<PageRequest, PageAnswer>;

/** A thread reads what it is asked for article by article. */
const maxBatchSize = 12;

/** So many batches a thread that they end at the same time. */
const minBatches = 8;

/** How often a build tells how far it is. */
const progressMs = 100;

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
	const workerData: PageSettings = { bundle: folder, site, base };
	const env = { ...process.env, OFFPRINT_SNAPSHOT: snapshot };
	return Promise.all(
		Array.from({ length: availableParallelism() }, () =>
			Thread.start<PageRequest, PageAnswer>('page-server', { workerData, env })
		)
	);
}

/** What the server is asked for. */
export const readSitePaths = async ([thread]: readonly PageThread[]): Promise<SitePaths> =>
	JSON.parse((await thread!.ask({ read: sitePathsAddress })) as string) as SitePaths;

/** Files that do not depend on the search index. */
export const fileBatches = ({ files, markdown }: SitePaths): Batch[] => [
	{ paths: files },
	...groupsOf(markdown).map((ids) => ({ files: ids }))
];

/** Lists, feeds and books, which need to know the search index. */
export const listBatches = ({ lists }: SitePaths): Batch[] => lists.map((paths) => ({ paths }));

/** The pages of articles, which link similar ones. */
export const articleBatches = ({ markdown, svelte }: SitePaths): Batch[] => [
	...svelte.map((id) => ({ pages: [id], files: [id] })),
	...groupsOf(markdown).map((ids) => ({ pages: ids }))
];

function groupsOf(ids: readonly string[]): string[][] {
	const share = Math.ceil(ids.length / (availableParallelism() * minBatches));
	const size = Math.min(maxBatchSize, share);
	return Array.from({ length: Math.ceil(ids.length / size) }, (_, group) =>
		ids.slice(group * size, (group + 1) * size)
	);
}

/**
 * Writes files that the server makes, and their compressed copies. Threads take batches without asking this one,
 * which may be busy meanwhile.
 * @param onBatches is told how many of how many batches have been taken
 */
export async function writeBatches(
	threads: readonly PageThread[],
	batches: readonly Batch[],
	how: HowToWrite,
	onBatches?: (taken: number, all: number) => void
): Promise<WrittenFile[]> {
	const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
	const tell = () => onBatches?.(Math.min(Atomics.load(next, 0), batches.length), batches.length);
	const progress = setInterval(tell, progressMs);
	try {
		const written = threads.map((thread) => thread.ask({ write: { batches, next, ...how } }));
		return ((await Promise.all(written)) as WrittenFile[][]).flat();
	} catch (error) {
		// The others end with what they are writing.
		Atomics.store(next, 0, batches.length);
		throw error;
	} finally {
		clearInterval(progress);
	}
}
