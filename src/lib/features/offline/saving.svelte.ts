/* eslint-disable svelte/prefer-svelte-reactivity -- every collection is replaced whole, never changed */
import { storageName } from '$lib/core/offline/storage-name.ts';
import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import { articlesOf, type ArticleCache, type SavedArticle } from './article-cache.ts';
import type { OnBytes } from './download.ts';
import { withLock } from './exclusive-lock.ts';
import { requestPersistence } from './persistence.ts';
import { refreshSaved } from './refresh-saved.ts';
import { SaveError, type SaveFailure } from './save-error.ts';
import { saveProgress, type SaveProgress } from './save-progress.ts';
import {
	articleIdOf,
	bytesOf,
	currentIds,
	isSampleId,
	publishedUnit,
	sampleIdOf
} from './saved-units.ts';

/** The articles and samples that are saved on this device, and those that are being saved. */
export class SavingState {
	#cache: ArticleCache;
	/** Only one tab saves at a time. */
	#lockName: string;
	#abort: AbortController | null = null;
	/** What the server has; null until it is known, or without a network. */
	list = $state.raw<OfflineList | null>(null);
	#units = $state.raw<ReadonlyMap<string, SavedArticle>>(new Map());
	progress = $state.raw<SaveProgress | null>(null);
	failure = $state.raw<SaveFailure | null>(null);
	/** How many articles were saved when saving last completed. */
	finished = $state.raw(0);
	/** Whether the browser has promised not to evict anything; null before it was asked. */
	persisted = $state.raw<boolean | null>(null);
	/** Titles of saved articles that were replaced by what is published now. */
	refreshed = $state.raw<readonly string[]>([]);

	constructor(cache: ArticleCache, scope: string) {
		this.#cache = cache;
		this.#lockName = storageName(scope, 'saving');
	}

	/** Saved articles by id. */
	saved = $derived(articlesOf(this.#units));

	/** Reads what is saved, and offers to resume what was interrupted. */
	async load(): Promise<void> {
		await this.readSaved();
		this.persisted = (await navigator.storage?.persisted?.().catch(() => false)) || null;
		const pending = await this.#cache.pending();
		const ids = currentIds(pending, this.list).filter((id) => this.sizeOf([id]) > 0);
		if (!this.progress && ids.some((id) => !this.isCurrent(id)))
			this.progress = { ...this.#progressOf(ids), paused: true };
	}

	/** Fetches the server's list: `false` if it does not respond. The last known list stays. */
	async readPublished(): Promise<boolean> {
		try {
			this.list = await this.#cache.fetchList();
			return true;
		} catch {
			return false;
		}
	}

	async readSaved() {
		this.#units = await this.#cache.saved().catch(() => new Map());
	}

	/** Whether an article or a sample is saved as it is published, as far as is known. */
	isCurrent = (id: string): boolean => {
		const saved = this.#units.get(id);
		const published = this.list && publishedUnit(this.list, id);
		return saved !== undefined && (!published || published.hash === saved.hash);
	};

	/** Bytes of articles and samples as the server has them; 0 while that is unknown. */
	sizeOf = (ids: readonly string[]): number => (this.list ? bytesOf(this.list, ids) : 0);

	/** What a button that saves an article or a sample shows. */
	statusOf(id: string): 'unsaved' | 'saving' | 'saved' {
		if (this.isCurrent(id)) return 'saved';
		return this.progress?.ids.includes(id) ? 'saving' : 'unsaved';
	}

	/** Adds articles and samples to what is being saved. */
	async save(ids: readonly string[]): Promise<void> {
		const all = [...new Set([...(this.progress?.ids ?? []), ...ids])];
		if (this.persisted === null)
			void requestPersistence().then((persisted) => (this.persisted = persisted));
		this.progress = this.#progressOf(all);
		await this.#cache.storePending(all);
		await this.resume();
	}

	pause() {
		this.#abort?.abort();
	}

	/** Continues after a pause, a failure or a restart of the browser. */
	async resume(): Promise<void> {
		if (!this.progress || this.#abort) return;
		const { signal } = (this.#abort = new AbortController());
		this.failure = null;
		this.finished = 0;
		this.progress = this.#progressOf(this.progress.ids);
		try {
			await withLock(this.#lockName, () => this.#saveAll(signal), signal);
			this.finished = this.progress?.articles ?? 0;
			this.progress = null;
			await this.#cache.storePending([]);
		} catch (error) {
			if (this.progress) this.progress = { ...this.progress, paused: true };
			if (!signal.aborted) this.failure = error instanceof SaveError ? error.reason : 'network';
		} finally {
			this.#abort = null;
		}
	}

	/** Stops saving; complete articles stay, incomplete ones are removed. */
	async cancel(): Promise<void> {
		const ids = this.progress?.ids ?? [];
		this.progress = null;
		this.failure = null;
		this.#abort?.abort();
		await this.#cache.storePending([]);
		for (const id of ids) if (!this.#units.has(id)) await this.#cache.remove(id);
	}

	/** Removes articles with their samples, or samples alone, and stops saving them. */
	async remove(ids: readonly string[]): Promise<void> {
		const removed = ids.flatMap((id) => (isSampleId(id) ? [id] : [id, sampleIdOf(id)]));
		const without = (all: readonly string[]) => all.filter((id) => !removed.includes(id));
		if (this.progress) {
			const left = without(this.progress.ids);
			const isDone = !this.#abort && left.every(this.isCurrent);
			this.progress = isDone ? null : { ...this.#progressOf(left), paused: this.progress.paused };
		}
		await this.#cache.storePending(without(await this.#cache.pending()));
		for (const id of removed) await this.#cache.remove(id);
		await this.readSaved();
	}

	/** Saves an article anew, and its sample if that was saved. */
	async replace(id: string): Promise<void> {
		const ids = [id, sampleIdOf(id)].filter((unit) => this.#units.has(unit));
		await this.remove([id]);
		await this.save(ids);
	}

	/** Ids of saved articles of which a file is not, byte for byte, what was saved. */
	async verify(): Promise<string[]> {
		const damaged = new Set<string>();
		for (const id of this.#units.keys())
			if (!(await this.#cache.verify(id))) damaged.add(articleIdOf(id));
		return [...damaged];
	}

	/** Replaces what is saved of older builds than the server's, and what has another address now. */
	async refresh(): Promise<void> {
		if (!this.list || this.progress) return;
		const save = (id: string) => withLock(this.#lockName, () => this.#saveOne(id, () => {}));
		const changed = await refreshSaved(this.#units, this.list, save, this.#cache.remove);
		await this.readSaved();
		this.refreshed = changed
			.filter(this.isCurrent)
			.flatMap((id) => this.saved.get(id)?.title ?? []);
	}

	#progressOf = (ids: readonly string[]) => saveProgress(ids, this.isCurrent, this.sizeOf);

	async #saveAll(signal: AbortSignal) {
		if (!this.list) this.list = await this.#cache.fetchList();
		const onbytes = (bytes: number) => {
			if (this.progress) this.progress = { ...this.progress, bytes: this.progress.bytes + bytes };
		};
		// More may be added meanwhile, so the ids are read again after each.
		for (;;) {
			const next = this.progress?.ids.find((id) => !this.isCurrent(id));
			if (next === undefined) return;
			signal.throwIfAborted();
			await this.#saveOne(next, onbytes, signal);
			const saved = await this.#cache.saved(next).catch(() => []);
			this.#units = new Map([...this.#units, ...saved]);
			if (this.progress) this.progress = this.#progressOf(this.progress.ids);
			if (!this.isCurrent(next)) throw new SaveError('blocked');
		}
	}

	/** After a deployment between the list and a file, the list is fetched again, once. */
	async #saveOne(id: string, onbytes: OnBytes, signal?: AbortSignal) {
		try {
			await this.#cache.save(id, this.list!, onbytes, signal);
		} catch (error) {
			if (!(error instanceof SaveError) || error.reason !== 'mismatch') throw error;
			this.list = await this.#cache.fetchList();
			await this.#cache.save(id, this.list, onbytes, signal);
		}
	}
}
