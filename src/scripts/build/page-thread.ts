import { Worker } from 'node:worker_threads';
import { runCompiled } from '../../lib/content/cache/run-compiled.ts';

export interface PageSettings {
	/** The folder of SvelteKit's server. */
	server: string;
	/** The folder that pages are written to. */
	site: string;
	/** `''` or `/any/prefix` */
	base: string;
}

/** Asks for a text, or for files to be written; paths are without the base path and not encoded. */
export interface PageRequest {
	id: number;
	read?: string;
	write?: readonly string[];
}

export interface PageAnswer {
	id: number;
	text?: string;
	problem?: string;
}

const entry = 'src/scripts/build/page-server.ts';

/** A thread with SvelteKit's server, which makes pages of a snapshot of the library. */
export class PageThread {
	#worker: Worker;
	#waiting = new Map<number, (answer: Omit<PageAnswer, 'id'>) => void>();
	#failure: string | undefined;
	#lastId = 0;

	/** @param snapshot see `writeSnapshot` */
	constructor(settings: PageSettings, snapshot: string) {
		this.#worker = new Worker(runCompiled(entry), {
			eval: true,
			execArgv: [],
			workerData: settings,
			env: { ...process.env, OFFPRINT_SNAPSHOT: snapshot }
		})
			.on('message', ({ id, ...answer }: PageAnswer) => {
				this.#waiting.get(id)?.(answer);
				this.#waiting.delete(id);
			})
			.on('error', ({ message }) => this.#fail(message))
			.on('exit', () => this.#fail('The thread that makes pages has ended'));
	}

	/** The text at a path. */
	async read(path: string): Promise<string> {
		return (await this.#ask({ read: path })).text!;
	}

	/** Writes the files at paths. */
	async write(paths: readonly string[]): Promise<void> {
		await this.#ask({ write: paths });
	}

	/** @throws if the server answers with an error */
	async #ask(request: Omit<PageRequest, 'id'>): Promise<Omit<PageAnswer, 'id'>> {
		const answer = await new Promise<Omit<PageAnswer, 'id'>>((done) => {
			if (this.#failure !== undefined) return done({ problem: this.#failure });
			const id = ++this.#lastId;
			this.#waiting.set(id, done);
			this.#worker.postMessage({ id, ...request } satisfies PageRequest);
		});
		if (answer.problem !== undefined) throw new Error(answer.problem);
		return answer;
	}

	async end(): Promise<void> {
		await this.#worker.terminate();
	}

	#fail(problem: string) {
		this.#failure ??= problem;
		for (const done of this.#waiting.values()) done({ problem: this.#failure });
		this.#waiting.clear();
	}
}
