import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { PageWorker } from './page-worker.ts';
import type { RenderCache, Page, RenderSettings, TimedPage } from './render-cache.ts';

/** A thread takes as long to start as about so many articles to render. */
const minPagesPerWorker = 40;

/** One more than it renders, so that it never waits for this thread. */
const maxPagesInWorker = 2;

/** Renders pages on all processors: in this thread and, if there are many, in workers as well. */
export async function renderPages<One extends Page>(
	pages: readonly One[],
	cache: RenderCache,
	onRendered: (page: One, timed: TimedPage) => void
): Promise<void> {
	const remaining = pages.values();
	const renderRest = async (render: (page: Page) => Promise<TimedPage>) => {
		for (const page of remaining) onRendered(page, await render(page));
	};
	const renderHere = async (page: Page) => {
		const timed = await cache.render(page);
		// Lets the messages of the workers in.
		await setImmediate();
		return timed;
	};
	const workers = startWorkers(pages.length, cache.settings);
	const inWorkers = workers.flatMap((worker) =>
		// If a worker ends, this thread does its work.
		Array.from(
			{ length: maxPagesInWorker },
			() => (page: Page) => worker.render(page).catch(() => renderHere(page))
		)
	);
	await Promise.all([renderHere, ...inWorkers].map(renderRest));
	await Promise.all(workers.map((worker) => worker.end()));
}

function startWorkers(pages: number, settings: RenderSettings): PageWorker[] {
	const count = Math.min(availableParallelism() - 1, Math.floor(pages / minPagesPerWorker));
	return Array.from({ length: count }, () => new PageWorker(settings));
}
