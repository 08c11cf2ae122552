import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, type IDBPDatabase } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setSeenSections } from '../../../../src/lib/features/reading-log/edits.ts';
import { openStore } from '../../../../src/lib/features/reading-log/store.ts';

const name = 'offprint|';
const open = () => openStore('', { openTimeoutMs: 10_000 });
const position = { at: 5, value: { heading: 'why', fraction: 0.5, earlier: ['what'] } };
const read = { at: 7, value: true };

/** Databases of each version of the schema, written without the code under test. */
const older: [version: number, create: (database: IDBPDatabase) => void][] = [
	[
		1,
		(database) => {
			const articles = database.createObjectStore('articles', { keyPath: 'id' });
			void articles.put({ id: 'backend/a', position, read });
			void articles.put({ id: 'backend/b', read: { at: 8, value: null } });
		}
	],
	[
		2,
		(database) => {
			const articles = database.createObjectStore('articles', { keyPath: 'id' });
			database.createObjectStore('criteria', { keyPath: 'path' });
			database.createObjectStore('settings');
			void articles.put({ id: 'backend/a', position, read, sections: [] });
			void articles.put({ id: 'backend/b', read: { at: 8, value: null }, sections: [] });
		}
	]
];

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

describe.each(older)('a database of version %i', (version, create) => {
	beforeEach(async () => {
		const database = await openDB(name, version, { upgrade: create });
		database.close();
	});

	it('keeps its content', async () => {
		const store = open();
		const record = await store.load();
		expect(store.isPersistent).toBe(true);
		expect([...record.articles]).toEqual([
			['backend/a', { position, read, sections: new Map() }],
			['backend/b', { read: { at: 8, value: null }, sections: new Map() }]
		]);
		store.close();
	});

	it('accepts data of the newest version', async () => {
		const store = open();
		await store.edit((record) => setSeenSections(record, 'backend/a', new Map([['why', 'x']]), 9));
		store.close();
		const again = open();
		expect((await again.load()).articles.get('backend/a')).toEqual({
			position,
			read,
			sections: new Map([['why', { at: 9, value: 'x' }]])
		});
		again.close();
	});
});

it('a database of a newer version is left unchanged', async () => {
	const newer = await openDB(name, 99, {
		upgrade: (database) => void database.createObjectStore('future').put('precious', 'key')
	});
	newer.close();
	const store = open();
	await store.edit((record) => setSeenSections(record, 'backend/a', new Map(), 1));
	expect(store.isPersistent).toBe(false);
	const again = await openDB(name);
	expect(again.version).toBe(99);
	expect(await again.get('future', 'key')).toBe('precious');
	again.close();
});

it('a migration that fails leaves the older version in place', async () => {
	const before = await openDB(name, 1, {
		upgrade: (database) => {
			void database.createObjectStore('articles', { keyPath: 'id' }).put({ id: 'backend/a', read });
		}
	});
	before.close();
	const openCursor = vi.spyOn(IDBObjectStore.prototype, 'openCursor').mockImplementation(() => {
		throw new DOMException('Damaged', 'UnknownError');
	});
	const store = open();
	await store.load();
	openCursor.mockRestore();
	expect(store.isPersistent).toBe(false);
	const again = await openDB(name);
	expect(again.version).toBe(1);
	expect(await again.getAll('articles')).toEqual([{ id: 'backend/a', read }]);
	again.close();
});
