import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setRead, setCriteria, addSearch } from '../../../../src/lib/features/reading-log/edits.ts';
import { merge } from '../../../../src/lib/features/reading-log/merge.ts';
import {
	emptyRecord,
	type ReadingRecord
} from '../../../../src/lib/features/reading-log/record.ts';
import { openStore, type LogStore } from '../../../../src/lib/features/reading-log/store.ts';
import { readerRecord } from './records.ts';

const name = 'offprint|/base';
const stores: LogStore[] = [];

/** Opens the store as a tab does. */
function open(openTimeoutMs = 10_000) {
	const store = openStore('/base', { openTimeoutMs });
	stores.push(store);
	return store;
}

const search =
	(text: string, at = 1) =>
	(record: ReadingRecord) =>
		addSearch(record, text, at);
const texts = (record: ReadingRecord) => record.settings.searches.map(({ text }) => text);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
	for (const store of stores.splice(0)) store.close();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	vi.useRealTimers();
});

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

describe('without working storage', () => {
	const broken: [string, () => void][] = [
		['there is no IndexedDB', () => vi.stubGlobal('indexedDB', undefined)],
		[
			'access to it is forbidden',
			() =>
				vi.stubGlobal('indexedDB', {
					open() {
						throw new DOMException('The operation is insecure.', 'SecurityError');
					}
				})
		],
		['it never answers', () => vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() })]
	];

	it.each(broken)('because %s, the record lasts as long as the page', async (_why, breakIt) => {
		breakIt();
		const store = open(20);
		expect(await store.load()).toEqual(emptyRecord);
		expect(store.isPersistent).toBe(false);
		await store.edit(search('nats'));
		await store.edit((record) => setCriteria(record, '/', 'q=a', 2));
		const record = await store.load();
		expect(texts(record)).toEqual(['nats']);
		expect(record.criteria.size).toBe(1);
	});

	it('it is not tried a second time', async () => {
		const asked = vi.fn(() => new IDBOpenDBRequest());
		vi.stubGlobal('indexedDB', { open: asked });
		const store = open(20);
		await store.load();
		await store.load();
		expect(asked).toHaveBeenCalledOnce();
	});

	it('waits at most two seconds for an answer', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() });
		const store = openStore('/base');
		const loaded = store.load();
		await vi.advanceTimersByTimeAsync(1999);
		expect(store.isPersistent).toBe(true);
		await vi.advanceTimersByTimeAsync(1);
		expect(store.isPersistent).toBe(false);
		await loaded;
	});

	it('a disk that fills up later loses nothing on the page', async () => {
		const store = open();
		await store.edit(search('nats'));
		const put = IDBObjectStore.prototype.put;
		vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
			this: IDBObjectStore,
			...row
		) {
			const request = put.apply(this, row);
			this.transaction.abort();
			return request;
		});
		expect(texts(await store.edit(search('saga', 2)))).toEqual(['saga', 'nats']);
		expect(store.isPersistent).toBe(false);
	});

	it('a connection that opens too late is closed and blocks nobody', async () => {
		const older = await openDB(name, 1, {
			upgrade: (database) => void database.createObjectStore('articles', { keyPath: 'id' })
		});
		const store = open(20);
		expect(await store.load()).toEqual(emptyRecord);
		expect(store.isPersistent).toBe(false);
		const close = vi.spyOn(IDBDatabase.prototype, 'close');
		older.close();
		await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(2));
	});
});
