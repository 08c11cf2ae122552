import { merge } from './merge.ts';
import type { ReaderRecord } from './record.ts';
import { openStore, storeName, type ReaderStore, type StoreOptions } from './store.ts';

/** The reader of this device: the record as it is now in every open tab of the site. */
export class Reader {
	#store: ReaderStore;
	#record: ReaderRecord;
	#listeners = new Set<(record: ReaderRecord) => void>();
	#tabs: BroadcastChannel | null;

	private constructor(store: ReaderStore, record: ReaderRecord, tabs: BroadcastChannel | null) {
		this.#store = store;
		this.#record = record;
		this.#tabs = tabs;
		if (tabs) tabs.onmessage = () => void this.refresh();
	}

	/** @param scope the site's base path */
	static async open(scope: string, options?: StoreOptions): Promise<Reader> {
		const store = openStore(scope, options);
		const record = await store.load();
		const tabs =
			typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(storeName(scope));
		return new Reader(store, record, tabs);
	}

	get record(): ReaderRecord {
		return this.#record;
	}

	/** `false` where this device keeps nothing beyond the page; may become so at any time. */
	get kept(): boolean {
		return this.#store.kept;
	}

	/** @param change pure, one of `edits.ts`: it may be called more than once */
	async edit(change: (record: ReaderRecord) => ReaderRecord): Promise<void> {
		this.#changed(await this.#store.edit(change));
		if (this.kept) this.#tabs?.postMessage(null);
	}

	/** Takes over what other tabs did; a page that was frozen has missed their messages. */
	async refresh(): Promise<void> {
		this.#changed(await this.#store.load());
	}

	async export(): Promise<string> {
		const { writeExport } = await import('./export-file.ts');
		return writeExport(this.#record);
	}

	/** Merges an exported file into the record; its faults, if any, in which case nothing changes. */
	async import(text: string): Promise<string[]> {
		const { readExport } = await import('./export-file.ts');
		const { record, faults } = readExport(text);
		if (!record) return faults;
		await this.edit((own) => merge(own, record));
		return [];
	}

	/** Calls back after every edit of any tab, until the returned function is called. */
	onChange(listener: (record: ReaderRecord) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	close() {
		this.#tabs?.close();
		this.#tabs = null;
		this.#listeners.clear();
		this.#store.close();
	}

	#changed(record: ReaderRecord) {
		this.#record = record;
		for (const listener of this.#listeners) listener(record);
	}
}
