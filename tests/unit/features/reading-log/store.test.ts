import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { setRead } from '../../../../src/lib/features/reading-log/edits.ts';
import { merge } from '../../../../src/lib/features/reading-log/merge.ts';
import { emptyRecord } from '../../../../src/lib/features/reading-log/record.ts';
import { openStore } from '../../../../src/lib/features/reading-log/store.ts';
import { name, openStores, search, texts } from './open-stores.ts';
import { readerRecord } from './records.ts';

const { open, stores } = openStores();

describe('the store', () => {
	it('is empty at first', async () => {
		const store = open();
		expect(await store.load()).toEqual(emptyRecord);
		expect(store.isPersistent).toBe(true);
	});

	it('returns the result of any edits', async () => {
		await fc.assert(
			fc.asyncProperty(readerRecord, async (record) => {
				vi.stubGlobal('indexedDB', new IDBFactory());
				const store = open();
				await store.edit((own) => merge(own, record));
				store.close();
				expect(await open().load()).toEqual(record);
			}),
			{ numRuns: 50 }
		);
	});

	it('is separate for each base path', async () => {
		await open().edit(search('nats'));
		const other = openStore('/other');
		stores.push(other);
		expect(await other.load()).toEqual(emptyRecord);
	});

	it('passes on an error of an edit, writes nothing of it and remains usable', async () => {
		const store = open();
		await expect(
			store.edit(() => {
				throw new Error('a fault of the caller');
			})
		).rejects.toThrow('a fault of the caller');
		expect(store.isPersistent).toBe(true);
		expect(texts(await store.edit(search('nats')))).toEqual(['nats']);
	});

	it('drops rows that it cannot read and keeps the others', async () => {
		await open().edit((record) => setRead(record, 'backend/a', 1));
		const database = await openDB(name);
		await database.put('articles', { id: 'backend/b', sections: 'garbage' });
		await database.put('criteria', { path: '//elsewhere', at: 1, value: 'q=a' });
		await database.put('settings', null, 'settings');
		database.close();
		const record = await open().load();
		expect([...record.articles.keys()]).toEqual(['backend/a']);
		expect(record.criteria.size).toBe(0);
		expect(record.settings).toEqual(emptyRecord.settings);
	});
});

it('an article that an edit leaves out is deleted', async () => {
	const store = open();
	await store.edit((record) => setRead(setRead(record, 'backend/a', 1), 'backend/b', 1));
	await store.edit((record) => ({
		...record,
		articles: new Map([...record.articles].filter(([id]) => id === 'backend/b'))
	}));
	expect([...(await open().load()).articles.keys()]).toEqual(['backend/b']);
});

describe('two tabs', () => {
	it('that edit at the same time lose nothing', async () => {
		const tabs = [open(), open()];
		const edits = Array.from({ length: 10 }, (_, index) =>
			tabs[index % 2]!.edit(search(`search ${index}`, index))
		);
		await Promise.all(edits);
		expect(texts(await tabs[0]!.load())).toHaveLength(10);
	});

	it('include each other’s edits in their own', async () => {
		const [one, other] = [open(), open()];
		await one.load();
		await other.edit(search('nats'));
		expect(texts(await one.edit(search('saga', 2)))).toEqual(['saga', 'nats']);
	});

	it('write only the articles that they edited', async () => {
		const [one, other] = [open(), open()];
		await one.edit((record) => setRead(record, 'backend/a', 1));
		const put = vi.spyOn(IDBObjectStore.prototype, 'put');
		await other.edit((record) => setRead(record, 'backend/b', 2));
		expect(put.mock.calls.map(([row]) => row)).toMatchObject([{ id: 'backend/b' }]);
	});

	it('let one delete the database, and start again', async () => {
		const store = open();
		await store.edit(search('nats'));
		await deleteDB(name);
		expect(await store.load()).toEqual(emptyRecord);
		expect(store.isPersistent).toBe(true);
	});

	it('of two versions of the site: the older one closes its connection and continues in memory', async () => {
		const store = open();
		await store.edit(search('nats'));
		const newer = await openDB(name, 99);
		expect(texts(await store.edit(search('saga', 2)))).toEqual(['saga', 'nats']);
		expect(store.isPersistent).toBe(false);
		newer.close();
	});
});
