import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setRead, addSearch, clearRead } from '../../../../src/lib/features/reading-log/edits.ts';
import { ReadingLog } from '../../../../src/lib/features/reading-log/log.ts';
import {
	emptyRecord,
	type ReadingRecord
} from '../../../../src/lib/features/reading-log/record.ts';

const id = 'backend/outbox';
const readers: ReadingLog[] = [];

async function open(scope = '/base') {
	const reader = await ReadingLog.open(scope, { openTimeoutMs: 10_000 });
	readers.push(reader);
	return reader;
}

const read = (record: ReadingRecord) => record.articles.get(id)?.read?.value;

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
	for (const reader of readers.splice(0)) reader.close();
	vi.unstubAllGlobals();
});

it('a log is still there after it was closed', async () => {
	const first = await open();
	await first.edit((record) => setRead(record, id, 1));
	first.close();
	expect(read((await open()).record)).toBe(true);
});

it('listeners are notified of an edit until they unsubscribe', async () => {
	const reader = await open();
	const listener = vi.fn();
	const stop = reader.onChange(listener);
	await reader.edit((record) => setRead(record, id, 1));
	expect(listener).toHaveBeenCalledExactlyOnceWith(reader.record);
	stop();
	await reader.edit((record) => clearRead(record, id, 2));
	expect(listener).toHaveBeenCalledOnce();
});

it('an edit in one tab reaches the other tabs, but no other site', async () => {
	const [here, there, elsewhere] = [await open(), await open(), await open('/other')];
	const listener = vi.fn();
	elsewhere.onChange(listener);
	await here.edit((record) => setRead(record, id, 1));
	await vi.waitFor(() => expect(read(there.record)).toBe(true));
	expect(listener).not.toHaveBeenCalled();
});

it('a browser without channels reads the edits of other tabs on request', async () => {
	vi.stubGlobal('BroadcastChannel', undefined);
	const [here, there] = [await open(), await open()];
	await here.edit((record) => setRead(record, id, 1));
	expect(read(there.record)).toBeUndefined();
	await there.refresh();
	expect(read(there.record)).toBe(true);
});

it('says that nothing is stored, and works until the page is closed', async () => {
	vi.stubGlobal('indexedDB', undefined);
	const reader = await open();
	expect(reader.isPersistent).toBe(false);
	await reader.edit((record) => setRead(record, id, 1));
	await reader.refresh();
	expect(read(reader.record)).toBe(true);
});

it('may be closed during an edit', async () => {
	const reader = await open();
	const edit = reader.edit((record) => setRead(record, id, 1));
	reader.close();
	await edit;
	expect(read((await open()).record)).toBe(true);
});

it('an export of one device can be merged on another', async () => {
	const phone = await open('/phone');
	await phone.edit((record) => setRead(record, id, 1));
	await phone.edit((record) => addSearch(record, 'nats', 2));
	const desk = await open('/desk');
	await desk.edit((record) => addSearch(record, 'saga', 3));
	expect(await desk.import(await phone.export())).toEqual([]);
	expect(read(desk.record)).toBe(true);
	expect(desk.record.settings.searches.map(({ text }) => text)).toEqual(['saga', 'nats']);
});

it('an invalid file changes nothing', async () => {
	const reader = await open();
	expect(await reader.import('{')).toHaveLength(1);
	expect(reader.record).toEqual(emptyRecord);
});
