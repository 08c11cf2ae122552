import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { setCriteria } from '../../../../src/lib/features/reading-log/edits.ts';
import { emptyRecord } from '../../../../src/lib/features/reading-log/record.ts';
import { openStore } from '../../../../src/lib/features/reading-log/store.ts';
import { name, openStores, search, texts } from './open-stores.ts';

const { open } = openStores();

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
