import {
	openDB,
	type DBSchema,
	type IDBPDatabase,
	type IDBPTransaction,
	type StoreNames
} from 'idb';
import type { ReadingRecord } from './record.ts';
import {
	fromRows,
	toRows,
	validRows,
	type ArticleRow,
	type CriteriaRow,
	type SettingsRow
} from './rows.ts';

interface Schema extends DBSchema {
	articles: { key: string; value: ArticleRow };
	criteria: { key: string; value: CriteriaRow };
	settings: { key: string; value: SettingsRow };
}
export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

const parts = ['articles', 'criteria', 'settings'] as const;
/** Key of the one row of `settings`. */
const settingsKey = 'settings';

/** The steps from each version of the schema to the next; a released one is never edited. */
const migrations: readonly ((database: Database, upgrade: Upgrade) => Promise<void>)[] = [
	async (database) => {
		database.createObjectStore('articles', { keyPath: 'id' });
	},
	async (database, upgrade) => {
		database.createObjectStore('criteria', { keyPath: 'path' });
		database.createObjectStore('settings');
		for await (const cursor of upgrade.objectStore('articles'))
			await cursor.update({ ...cursor.value, sections: [] });
	}
];

/**
 * @param onClose called when the connection can no longer be used: another tab upgrades or deletes
 * the database, or the browser has closed it
 * @throws if IndexedDB is missing or fails, or the schema on disk is newer than this code
 */
export const openDatabase = (name: string, onClose: () => void): Promise<Database> =>
	openDB<Schema>(name, migrations.length, {
		upgrade(database, oldVersion, _newVersion, upgrade) {
			const migrate = async () => {
				for (const migration of migrations.slice(oldVersion)) await migration(database, upgrade);
			};
			// Aborting makes the opening fail; it throws if the transaction has already ended.
			Promise.all([migrate(), upgrade.done])
				.catch(() => upgrade.abort())
				.catch(() => {});
		},
		blocking(_currentVersion, _blockedVersion, event) {
			(event.target as IDBDatabase).close();
			onClose();
		},
		terminated: onClose
	});

type Reading = IDBPTransaction<Schema, StoreNames<Schema>[], 'readonly' | 'readwrite'>;

async function recordIn(transaction: Reading): Promise<ReadingRecord> {
	const [articles, criteria, settings] = await Promise.all(
		parts.map((part) => transaction.objectStore(part).getAll() as Promise<unknown[]>)
	);
	return fromRows(validRows({ articles: articles!, criteria: criteria!, settings: settings! }));
}

export const readRecord = (database: Database): Promise<ReadingRecord> =>
	recordIn(database.transaction([...parts]));

const changedEntries = <V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>) =>
	new Map([...after].filter(([key, value]) => before.get(key) !== value));

/**
 * Reads, changes and writes in one transaction, so that concurrent edits of several tabs are all
 * kept. Only changed entries are written, told apart by identity; articles that the change leaves out are
 * deleted.
 */
export async function editRecord(
	database: Database,
	change: (record: ReadingRecord) => ReadingRecord
): Promise<ReadingRecord> {
	const transaction = database.transaction([...parts], 'readwrite');
	const write = async () => {
		const before = await recordIn(transaction);
		const after = change(before);
		const rows = toRows({
			articles: changedEntries(before.articles, after.articles),
			criteria: changedEntries(before.criteria, after.criteria),
			settings: after.settings
		});
		await Promise.all([
			...rows.articles.map((row) => transaction.objectStore('articles').put(row)),
			...[...before.articles.keys()]
				.filter((id) => !after.articles.has(id))
				.map((id) => transaction.objectStore('articles').delete(id)),
			...rows.criteria.map((row) => transaction.objectStore('criteria').put(row)),
			before.settings !== after.settings &&
				transaction.objectStore('settings').put(rows.settings, settingsKey)
		]);
		return after;
	};
	const [record] = await Promise.all([write(), transaction.done]);
	return record;
}
