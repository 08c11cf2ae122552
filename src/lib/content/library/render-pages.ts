import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Thread } from '../cache/thread.ts';
import type { Page, RenderCache, RenderSettings, TimedPage } from './render-cache.ts';

/** A thread loads and optimizes all code again, so a few articles are rendered sooner without another one. */
const minPagesPerWorker = 100;

/**
 * Syntax trees are many small objects that are soon dropped. With four times Node's default, fewer of them are
 * taken for old ones: rendering takes less time, and less memory.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 192 };

/** One more than it renders, so that it never waits for this thread. */
const maxPagesInWorker = 2;

/**
 * Renders pages in this thread and, if there are many, on the other processors as well.
 * @param workerCount threads besides this one
 */
export async function renderPages<One extends Page>(
	pages: readonly One[],
	cache: RenderCache,
	onRendered: (page: One, timed: TimedPage) => void,
	workerCount = usefulWorkers(pages.length)
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
	const workers = await Promise.all(
		Array.from({ length: workerCount }, () => startWorker(cache.settings))
	);
	const inWorkers = workers.flatMap((worker) =>
		// If a worker ends, this thread does its work.
		Array.from(
			{ length: maxPagesInWorker },
			() => (page: Page) => worker.ask(page).catch(() => renderHere(page))
		)
	);
	await Promise.all([renderHere, ...inWorkers].map(renderRest));
	await Promise.all(workers.map((worker) => worker.end()));
}

const usefulWorkers = (pages: number) =>
	Math.min(availableParallelism() - 1, Math.floor(pages / minPagesPerWorker));

const startWorker = (workerData: RenderSettings) =>
	Thread.start<Page, TimedPage>('render-worker', { workerData, resourceLimits });
