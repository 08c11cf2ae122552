import { merge } from './merge.ts';
import type { ReadingRecord } from './record.ts';
import { openStore, storeName, type LogStore, type StoreOptions } from './store.ts';

/** The reading log of this device: its record as it is now in every open tab of the site. */
export class ReadingLog {
	#store: LogStore;
	#record: ReadingRecord;
	#listeners = new Set<(record: ReadingRecord) => void>();
	#tabs: BroadcastChannel | null;

	private constructor(store: LogStore, record: ReadingRecord, tabs: BroadcastChannel | null) {
		this.#store = store;
		this.#record = record;
		this.#tabs = tabs;
		if (tabs) tabs.onmessage = () => void this.refresh();
	}

	/** @param scope the site's base path */
	static async open(scope: string, options?: StoreOptions): Promise<ReadingLog> {
		const store = openStore(scope, options);
		const record = await store.load();
		const tabs =
			typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(storeName(scope));
		return new ReadingLog(store, record, tabs);
	}

	get record(): ReadingRecord {
		return this.#record;
	}

	/** `false` if the record lasts only as long as the page; may become so at any time. */
	get isPersistent(): boolean {
		return this.#store.isPersistent;
	}

	/** @param change pure, one of `edits.ts`: it may be called more than once */
	async edit(change: (record: ReadingRecord) => ReadingRecord): Promise<void> {
		this.#changed(await this.#store.edit(change));
		if (this.isPersistent) this.#tabs?.postMessage(null);
	}

	/** Reads the record again; a page that was frozen has missed the messages of other tabs. */
	async refresh(): Promise<void> {
		this.#changed(await this.#store.load());
	}

	async export(): Promise<string> {
		const { writeExport } = await import('./export-file.ts');
		return writeExport(this.#record);
	}

	/** Merges an exported file into the record. @returns its faults; with any, nothing changes */
	async import(text: string): Promise<string[]> {
		const { readExport } = await import('./export-file.ts');
		const { record, faults } = readExport(text);
		if (!record) return faults;
		await this.edit((own) => merge(own, record));
		return [];
	}

	/** Calls `listener` after every edit of any tab, until the returned function is called. */
	onChange(listener: (record: ReadingRecord) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	close() {
		this.#tabs?.close();
		this.#tabs = null;
		this.#listeners.clear();
		this.#store.close();
	}

	#changed(record: ReadingRecord) {
		this.#record = record;
		for (const listener of this.#listeners) listener(record);
	}
}
