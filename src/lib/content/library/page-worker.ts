import { Worker } from 'node:worker_threads';
import { runCompiled } from '../cache/run-compiled.ts';
import type { Page, RenderSettings, TimedPage } from './render-cache.ts';

export interface PageRequest {
	id: number;
	page: Page;
}

export interface PageResponse {
	id: number;
	timed: TimedPage;
}

interface Waiting {
	resolve: (timed: TimedPage) => void;
	reject: (error: Error) => void;
}

const entry = 'src/lib/content/library/render-worker.ts';

/** Renders pages in a thread of its own. */
export class PageWorker {
	#worker: Worker;
	#waiting = new Map<number, Waiting>();
	#failure: Error | undefined;
	#lastId = 0;

	constructor(settings: RenderSettings) {
		this.#worker = new Worker(runCompiled(entry), {
			eval: true,
			execArgv: [],
			workerData: settings
		})
			.on('message', ({ id, timed }: PageResponse) => {
				this.#waiting.get(id)?.resolve(timed);
				this.#waiting.delete(id);
			})
			.on('error', (error) => this.#fail(error))
			.on('exit', () => this.#fail(new Error('The worker has ended')));
	}

	/** @throws if the thread ends before the page is rendered */
	render(page: Page): Promise<TimedPage> {
		return new Promise((resolve, reject) => {
			if (this.#failure) return reject(this.#failure);
			const id = ++this.#lastId;
			this.#waiting.set(id, { resolve, reject });
			this.#worker.postMessage({ id, page } satisfies PageRequest);
		});
	}

	async end(): Promise<void> {
		await this.#worker.terminate();
	}

	#fail(error: Error) {
		this.#failure ??= error;
		for (const { reject } of this.#waiting.values()) reject(this.#failure);
		this.#waiting.clear();
	}
}
