/* eslint-disable svelte/prefer-svelte-reactivity -- every collection is replaced whole, never changed */
import { storageName } from '$lib/core/offline/storage-name.ts';
import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import {
	bytesOf,
	compareSaved,
	SaveError,
	type SavedArticle,
	type SaveFailure,
	type Saver
} from './article-cache.ts';

export interface SaveProgress {
	ids: readonly string[];
	/** Articles that are on the device. */
	done: number;
	bytes: number;
	totalBytes: number;
	paused: boolean;
}

/** What this device keeps on purpose, and what is being added to it. */
export class SavingState {
	#saver: Saver;
	#lock: string;
	#stop: AbortController | null = null;
	/** What the server has; null until it is known, or without a network. */
	list = $state.raw<OfflineList | null>(null);
	saved = $state.raw<ReadonlyMap<string, SavedArticle>>(new Map());
	progress = $state.raw<SaveProgress | null>(null);
	failure = $state.raw<SaveFailure | null>(null);
	/** How many articles the last saving kept that came to its end. */
	finished = $state.raw(0);
	/** The browser's answer to the wish that nothing be evicted; null before it was asked. */
	persisted = $state.raw<boolean | null>(null);
	/** Titles of saved articles that were replaced by what is published now. */
	refreshed = $state.raw<readonly string[]>([]);

	constructor(saver: Saver, scope: string) {
		this.#saver = saver;
		this.#lock = storageName(scope, 'saving');
	}

	/** Reads what is kept, and takes up what was interrupted, as paused. */
	async load(): Promise<void> {
		await this.readSaved();
		this.persisted = (await navigator.storage?.persisted?.().catch(() => false)) || null;
		const ids = (await this.#saver.pending()).filter((id) => this.sizeOf([id]) > 0);
		if (!this.progress && ids.some((id) => !this.isCurrent(id)))
			this.progress = { ...this.#progressOf(ids), paused: true };
	}

	/** Asks the server for its list: `false` where it does not answer. What was known stays. */
	async readPublished(): Promise<boolean> {
		try {
			this.list = await this.#saver.fetchList();
			return true;
		} catch {
			return false;
		}
	}

	async readSaved() {
		this.saved = await this.#saver.saved().catch(() => new Map());
	}

	/** The article is here as it is published, as far as is known. */
	isCurrent(id: string): boolean {
		const facts = this.saved.get(id);
		const published = this.list?.articles[id];
		return facts !== undefined && (!published || published.hash === facts.hash);
	}

	/** Bytes of articles as the server has them; 0 while that is unknown. */
	sizeOf(ids: readonly string[]): number {
		return this.list ? bytesOf(this.list, ids) : 0;
	}

	isBeingSaved(id: string): boolean {
		return this.progress !== null && this.progress.ids.includes(id) && !this.isCurrent(id);
	}

	/** Adds articles to what is being saved. */
	async save(ids: readonly string[]): Promise<void> {
		const all = [...new Set([...(this.progress?.ids ?? []), ...ids])];
		if (this.persisted === null)
			this.persisted = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
		this.progress = this.#progressOf(all);
		await this.#saver.notePending(all);
		await this.resume();
	}

	pause() {
		this.#stop?.abort();
	}

	/** Goes on where it was, after a pause, a failure or the end of the browser. */
	async resume(): Promise<void> {
		if (!this.progress || this.#stop) return;
		const stop = (this.#stop = new AbortController());
		this.failure = null;
		this.finished = 0;
		this.progress = { ...this.#progressOf(this.progress.ids) };
		try {
			await this.#exclusively(() => this.#saveAll(stop.signal), stop.signal);
			this.finished = this.progress?.ids.length ?? 0;
			this.progress = null;
			await this.#saver.notePending([]);
		} catch (error) {
			if (this.progress) this.progress = { ...this.progress, paused: true };
			if (!stop.signal.aborted)
				this.failure = error instanceof SaveError ? error.reason : 'network';
		} finally {
			this.#stop = null;
		}
	}

	/** Ends it; articles that are whole stay, half ones go. */
	async cancel(): Promise<void> {
		const ids = this.progress?.ids ?? [];
		this.progress = null;
		this.failure = null;
		this.#stop?.abort();
		await this.#saver.notePending([]);
		for (const id of ids) if (!this.saved.has(id)) await this.#saver.remove(id);
	}

	/** Takes articles off the device, and out of what is being saved: they would come back. */
	async remove(ids: readonly string[]): Promise<void> {
		const without = (all: readonly string[]) => all.filter((id) => !ids.includes(id));
		if (this.progress) {
			const left = without(this.progress.ids);
			const over = !this.#stop && left.every((id) => this.isCurrent(id));
			this.progress = over ? null : { ...this.#progressOf(left), paused: this.progress.paused };
		}
		await this.#saver.notePending(without(await this.#saver.pending()));
		for (const id of ids) await this.#saver.remove(id);
		await this.readSaved();
	}

	/** Ids of saved articles that are not, byte for byte, what was saved. */
	async verify(): Promise<string[]> {
		const damaged: string[] = [];
		for (const id of this.saved.keys()) if (!(await this.#saver.verify(id))) damaged.push(id);
		return damaged;
	}

	/** Replaces saved articles that are behind the server's build. */
	async refresh(): Promise<void> {
		if (!this.list || this.progress) return;
		const { changed, rebuilt } = compareSaved(this.saved, this.list);
		for (const id of [...changed, ...rebuilt])
			await this.#exclusively(() => this.#saveOne(id, () => {})).catch(() => {});
		await this.readSaved();
		this.refreshed = changed
			.filter((id) => this.isCurrent(id))
			.map((id) => this.saved.get(id)!.title);
	}

	#progressOf(ids: readonly string[]): SaveProgress {
		const done = ids.filter((id) => this.isCurrent(id));
		return {
			ids,
			done: done.length,
			bytes: this.sizeOf(done),
			totalBytes: this.sizeOf(ids),
			paused: false
		};
	}

	async #saveAll(signal: AbortSignal) {
		if (!this.list) this.list = await this.#saver.fetchList();
		// More may be added meanwhile: the ids are read anew after each.
		for (;;) {
			const next = this.progress?.ids.find((id) => !this.isCurrent(id));
			if (next === undefined) return;
			signal.throwIfAborted();
			await this.#saveOne(
				next,
				(bytes) => {
					const { progress } = this;
					if (progress) this.progress = { ...progress, bytes: progress.bytes + bytes };
				},
				signal
			);
			await this.readSaved();
			if (this.progress) this.progress = this.#progressOf(this.progress.ids);
			if (!this.isCurrent(next)) throw new SaveError('blocked');
		}
	}

	/** A deployment between the list and the file is met by a new list, once. */
	async #saveOne(id: string, onbytes: (bytes: number) => void, signal?: AbortSignal) {
		const once = () => {
			const article = this.list?.articles[id];
			if (!article) throw new SaveError('mismatch');
			return this.#saver.save(article, this.list!.build, onbytes, signal);
		};
		try {
			await once();
		} catch (error) {
			if (!(error instanceof SaveError) || error.reason !== 'mismatch') throw error;
			this.list = await this.#saver.fetchList();
			await once();
		}
	}

	/** One tab saves at a time. */
	#exclusively<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
		const locks = navigator.locks as LockManager | undefined;
		return locks ? locks.request(this.#lock, { signal }, work) : work();
	}
}
