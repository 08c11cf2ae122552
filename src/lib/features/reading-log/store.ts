import { storageName } from '$lib/core/offline/storage-name.ts';
import { editRecord, openDatabase, readRecord, type Database } from './database.ts';
import { noRecord, type ReaderRecord } from './record.ts';

type Change = (record: ReaderRecord) => ReaderRecord;
type Work = (database: Database) => Promise<ReaderRecord>;

/** Holds one record; nothing that storage does makes its methods reject. */
export interface ReaderStore {
	/** `false` where the record lasts only as long as the page; known from the first `load` on. */
	readonly kept: boolean;
	load(): Promise<ReaderRecord>;
	/** Gives the record as it is after the change, whatever other tabs did to it before. */
	edit(change: Change): Promise<ReaderRecord>;
	close(): void;
}

/** The name of what the tabs of one site share; sites under other base paths have their own. */
export const storeName = (scope: string) => storageName(scope);

/** Longer than any database takes to open. Safari's sometimes never answers: webkit.org/b/226547. */
const patience = 2000;

export interface StoreOptions {
	/** How long to wait for the database to open and be read, in milliseconds. */
	patience?: number;
}

/**
 * The record in IndexedDB. Where there is none, it fails, does not answer or is of a newer version
 * of the site, the record stays in memory from then on and the database is left as it is.
 *
 * @param scope the site's base path
 */
export const openStore = (scope: string, options: StoreOptions = {}): ReaderStore =>
	new DatabaseStore(storeName(scope), options.patience ?? patience);

class DatabaseStore implements ReaderStore {
	#name: string;
	#patience: number;
	#database: Promise<Database> | null = null;
	#known = noRecord;
	#last: Promise<unknown> = Promise.resolve();
	kept = true;

	constructor(name: string, patience: number) {
		this.#name = name;
		this.#patience = patience;
	}

	load() {
		return this.#run(
			(database) => within(this.#patience, readRecord(database)),
			(record) => record
		);
	}

	edit(change: Change) {
		return this.#run((database) => editRecord(database, change), change);
	}

	/** Takes effect when what is under way is done. */
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
		if (this.kept)
			try {
				this.#database ??= this.#open();
				return (this.#known = await work(await within(this.#patience, this.#database)));
			} catch {
				// A change that throws does so here as well, and then storage is not to blame.
				inMemory(this.#known);
				this.kept = false;
			}
		return (this.#known = inMemory(this.#known));
	}

	async #open() {
		const database = await openDatabase(this.#name, () => (this.#database = null));
		if (!this.kept) database.close();
		return database;
	}
}

/** @throws where the promise does not settle in time, and what it throws */
function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('No answer in time')), milliseconds);
		promise.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
