import { parentPort, workerData } from 'node:worker_threads';
import type { PageRequest, PageResponse } from './page-worker.ts';
import { RenderCache, type RenderSettings } from './render-cache.ts';

// Runs in the thread of a `PageWorker`.
const cache = new RenderCache(workerData as RenderSettings);

parentPort!.on('message', ({ id, page }: PageRequest) => {
	void cache.render(page).then((timed) => {
		parentPort!.postMessage({ id, timed } satisfies PageResponse);
	});
});
