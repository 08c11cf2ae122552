import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, vi } from 'vitest';
import { addSearch } from '../../../../src/lib/features/reading-log/edits.ts';
import type { ReadingRecord } from '../../../../src/lib/features/reading-log/record.ts';
import { openStore, type LogStore } from '../../../../src/lib/features/reading-log/store.ts';

export const name = 'offprint|/base';

/** Gives each test an empty database, and closes the stores that it has opened. */
export function openStores() {
	const stores: LogStore[] = [];
	beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
	afterEach(() => {
		for (const store of stores.splice(0)) store.close();
		vi.unstubAllGlobals();
		vi.restoreAllMocks();
		vi.useRealTimers();
	});

	/** Opens the store as a tab does. */
	const open = (openTimeoutMs = 10_000) => {
		const store = openStore('/base', { openTimeoutMs });
		stores.push(store);
		return store;
	};
	return { open, stores };
}

export const search =
	(text: string, at = 1) =>
	(record: ReadingRecord) =>
		addSearch(record, text, at);

export const texts = (record: ReadingRecord) => record.settings.searches.map(({ text }) => text);
