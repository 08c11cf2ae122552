import { setPriority } from 'node:os';
import { parentPort, Worker, type WorkerOptions } from 'node:worker_threads';
import { compiled, type Program } from './compiled.ts';

interface Question<Request> {
	id: number;
	request: Request;
}

interface Answer<Result> {
	id: number;
	result?: Result;
	/** Why there is no result. */
	problem?: string;
}

interface Waiting<Result> {
	resolve: (result: Result) => void;
	reject: (error: Error) => void;
}

/**
 * A program that runs in a thread of its own, and answers with `answerWith`. The process can end while no
 * answer is awaited.
 */
export class Thread<Request, Result> {
	#worker: Worker;
	#waiting = new Map<number, Waiting<Result>>();
	#failure: Error | undefined;
	#lastId = 0;

	private constructor(worker: Worker) {
		this.#worker = worker
			.on('message', ({ id, result, problem }: Answer<Result>) => {
				const waiting = this.#waiting.get(id);
				this.#waiting.delete(id);
				if (problem === undefined) waiting?.resolve(result!);
				else waiting?.reject(new Error(problem));
				if (!this.#waiting.size) this.#worker.unref();
			})
			.on('error', (error) => this.#fail(error))
			.on('exit', () => this.#fail(new Error('The thread has ended')));
		this.#worker.unref();
	}

	/** @param options the thread's */
	static async start<Request, Result>(
		program: Program,
		options: Pick<WorkerOptions, 'workerData' | 'env' | 'resourceLimits'>
	): Promise<Thread<Request, Result>> {
		return new Thread(new Worker(await compiled(program), { ...options, execArgv: [] }));
	}

	/** @throws what the program throws, or if the thread ends before it has answered */
	ask(request: Request): Promise<Result> {
		return new Promise((resolve, reject) => {
			if (this.#failure) return reject(this.#failure);
			const id = ++this.#lastId;
			this.#waiting.set(id, { resolve, reject });
			this.#worker.ref();
			this.#worker.postMessage({ id, request } satisfies Question<Request>);
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

/**
 * Lets others go first; called in the thread. Only where a priority can be of one thread: elsewhere it is of the whole
 * process.
 * @param niceness 1 to 19
 */
export function lowerPriority(niceness: number) {
	if (process.platform === 'linux') setPriority(niceness);
}

/** Answers what a `Thread` is asked; called in the thread. */
export function answerWith<Request, Result>(answer: (request: Request) => Promise<Result>) {
	parentPort!.on('message', ({ id, request }: Question<Request>) => {
		void answer(request).then(
			(result) => parentPort!.postMessage({ id, result } satisfies Answer<Result>),
			(error: Error) =>
				parentPort!.postMessage({ id, problem: error.message } satisfies Answer<Result>)
		);
	});
}
