import { storageName } from '$lib/core/offline/storage-name.ts';
import { editRecord, openDatabase, readRecord, type Database } from './database.ts';
import { emptyRecord, type ReadingRecord } from './record.ts';

type Change = (record: ReadingRecord) => ReadingRecord;
type Work = (database: Database) => Promise<ReadingRecord>;

/** Stores one record. Its methods never reject because of storage. */
export interface LogStore {
	/** `false` if the record lasts only as long as the page; known after the first `load`. */
	readonly isPersistent: boolean;
	load(): Promise<ReadingRecord>;
	/** @returns the record after the change, including what other tabs did to it before */
	edit(change: Change): Promise<ReadingRecord>;
	close(): void;
}

/** The name of the database and channel that the tabs of one site share. */
export const storeName = (scope: string) => storageName(scope);

/** Longer than a database takes to open. Safari sometimes never responds: webkit.org/b/226547. */
const openTimeoutMs = 2000;

export interface StoreOptions {
	/** How long to wait for the database to open and be read. */
	openTimeoutMs?: number;
}

/**
 * The record in IndexedDB. If that is missing, fails, does not respond or belongs to a newer version
 * of the site, the record stays in memory from then on and the database is not touched.
 *
 * @param scope the site's base path
 */
export const openStore = (scope: string, options: StoreOptions = {}): LogStore =>
	new DatabaseStore(storeName(scope), options.openTimeoutMs ?? openTimeoutMs);

class DatabaseStore implements LogStore {
	#name: string;
	#openTimeoutMs: number;
	#database: Promise<Database> | null = null;
	#known = emptyRecord;
	#last: Promise<unknown> = Promise.resolve();
	isPersistent = true;

	constructor(name: string, openTimeoutMs: number) {
		this.#name = name;
		this.#openTimeoutMs = openTimeoutMs;
	}

	load() {
		return this.#run(
			(database) => withTimeout(this.#openTimeoutMs, readRecord(database)),
			(record) => record
		);
	}

	edit(change: Change) {
		return this.#run((database) => editRecord(database, change), change);
	}

	/** Takes effect when running operations have ended. */
	close() {
		const database = this.#database;
		this.#database = null;
		this.#last
			.then(() => database)
			.then((open) => open?.close())
			.catch(() => {});
	}

	#run(work: Work, inMemory: Change) {
		const result = this.#try(work, inMemory);
		this.#last = result.catch(() => {});
		return result;
	}

	async #try(work: Work, inMemory: Change) {
		if (this.isPersistent)
			try {
				this.#database ??= this.#open();
				return (this.#known = await work(await withTimeout(this.#openTimeoutMs, this.#database)));
			} catch {
				// A change that throws does so here as well; then storage is not the cause.
				inMemory(this.#known);
				this.isPersistent = false;
			}
		return (this.#known = inMemory(this.#known));
	}

	async #open() {
		const database = await openDatabase(this.#name, () => (this.#database = null));
		if (!this.isPersistent) database.close();
		return database;
	}
}

/** @throws what the promise throws, or an error if it does not settle in time */
function withTimeout<T>(timeoutMs: number, promise: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('Timed out')), timeoutMs);
		promise.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
