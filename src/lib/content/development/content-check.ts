import { setTimeout as wait } from 'node:timers/promises';
import { Thread } from '../cache/thread.ts';
import type { FileFault } from '../faults/report.ts';
import type { LibraryOptions } from '../library/library.ts';
import type { Related } from '../library/snapshot.ts';

export interface CheckOptions {
	library: LibraryOptions;
	/** The folder of the search index. */
	generated: string;
	/** The folder of its parts. */
	parts: string;
}

export type CheckRequest = 'check' | 'index';

/** What a check of the content has found. */
export interface Checked {
	/** All of them. */
	faults: readonly FileFault[];
	/** Of every article, if there are no faults. */
	minutes: readonly (readonly [path: string, minutes: number])[];
}

interface CheckEvents {
	checked(found: Checked): void;
	/** The search index is written. */
	indexed(related: Related): void;
	failed(error: Error): void;
}

/** Of a check, or of the making of an index. */
export type CheckResult = Checked | Related;

/** Edits often come one after another, and an index cannot be stopped once it is being made. */
const indexDelayMs = 300;

/** The watch of files tells of an edit later than a check may read it. */
const watchDelayMs = 100;

/** A search that takes longer seems broken. */
const maxWaitMs = 5000;

/**
 * Renders and checks the whole content and writes its search index, as a build does, in a thread of its own
 * and with low priority: the development server answers meanwhile.
 */
export class ContentCheck {
	readonly #options: CheckOptions;
	readonly #on: CheckEvents;
	#thread: Promise<Thread<CheckRequest, CheckResult>> | undefined;
	/** Of the last check. What others find is dropped. */
	#number = 0;
	/** What waits for the search index; `null` when it is there. */
	#waiting: (() => void)[] | null = [];
	/** Whether there is an index of this content, if not of its last state. */
	#hasIndex = false;

	constructor(options: CheckOptions, on: CheckEvents) {
		this.#options = options;
		this.#on = on;
	}

	/**
	 * Resolves when the search index is that of the last check, or when faults prevent it. One of an earlier
	 * check will do if that takes long: the index of 7,000 articles takes a quarter of a minute.
	 */
	index(): Promise<void> {
		return new Promise((done) => {
			if (!this.#waiting) return done();
			this.#waiting.push(done);
			if (this.#hasIndex) setTimeout(done, maxWaitMs);
		});
	}

	/** Drops what a check finds that has not ended: it may have read files before an edit, and others after. */
	stop() {
		this.#number++;
		this.#waiting ??= [];
	}

	/** Checks the content as it is now. */
	async begin(): Promise<void> {
		this.stop();
		const number = this.#number;
		const isLast = () => number === this.#number;
		try {
			await this.#run(isLast);
		} catch (error) {
			if (isLast()) this.#on.failed(error as Error);
		}
		if (!isLast()) return;
		for (const done of this.#waiting ?? []) done();
		this.#waiting = null;
	}

	async end(): Promise<void> {
		this.stop();
		await (await this.#thread)?.end();
	}

	async #run(isLast: () => boolean) {
		this.#thread ??= Thread.start('check-worker', { workerData: this.#options });
		const thread = await this.#thread;
		if (!isLast()) return;
		const found = (await thread.ask('check')) as Checked;
		if (found.faults.length) await wait(watchDelayMs);
		if (!isLast()) return;
		this.#on.checked(found);
		if (found.faults.length) return;
		await wait(indexDelayMs);
		if (!isLast()) return;
		const related = (await thread.ask('index')) as Related;
		if (!isLast()) return;
		this.#hasIndex = true;
		this.#on.indexed(related);
	}
}
