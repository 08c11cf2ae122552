import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	clearSearches,
	setPosition,
	setRead,
	setCriteria,
	addSearch,
	setSeenSections,
	clearRead
} from '../../../../src/lib/features/reading-log/edits.ts';
import { merge } from '../../../../src/lib/features/reading-log/merge.ts';
import {
	emptyRecord,
	type ReadingRecord
} from '../../../../src/lib/features/reading-log/record.ts';
import { readerRecord } from './records.ts';

const id = 'backend/outbox';
const numRuns = 400;

describe('merging', () => {
	it('is commutative', () => {
		fc.assert(
			fc.property(readerRecord, readerRecord, (a, b) => {
				expect(merge(a, b)).toEqual(merge(b, a));
			}),
			{ numRuns }
		);
	});

	it('is associative', () => {
		fc.assert(
			fc.property(readerRecord, readerRecord, readerRecord, (a, b, c) => {
				expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
			}),
			{ numRuns }
		);
	});

	it('is idempotent', () => {
		fc.assert(
			fc.property(readerRecord, readerRecord, (a, b) => {
				expect(merge(a, a)).toEqual(a);
				expect(merge(merge(a, b), b)).toEqual(merge(a, b));
				expect(merge(a, emptyRecord)).toEqual(a);
			}),
			{ numRuns }
		);
	});

	it('a record with its own past gives the record', () => {
		fc.assert(
			fc.property(readerRecord, fc.nat(12), (past, at) => {
				let now = setRead(past, id, at);
				now = addSearch(clearRead(now, id, at), 'saga', at);
				now = setCriteria(clearSearches(now, at), '/', '', at);
				now = addSearch(setSeenSections(now, id, new Map([['why', 'x']]), at), 'outbox', at);
				expect(merge(past, now)).toEqual(now);
			}),
			{ numRuns }
		);
	});
});

describe('after merging two devices', () => {
	const place = (heading: string) => ({ heading, fraction: 0.5, earlier: [] });
	const read = (record: ReadingRecord) => record.articles.get(id)?.read?.value;

	it('each value is the later one, whichever device was edited last', () => {
		const phone = setPosition(setRead(emptyRecord, id, 1), id, place('end'), 9);
		const desk = clearRead(setRead(setPosition(emptyRecord, id, place('start'), 2), id, 3), id, 4);
		const both = merge(phone, desk);
		expect(both.articles.get(id)?.position?.value).toEqual(place('end'));
		expect(read(both)).toBeNull();
	});

	it('a deleted value does not return from the other', () => {
		const phone = setCriteria(addSearch(emptyRecord, 'nats', 1), '/', 'q=a', 1);
		const desk = setCriteria(clearSearches(phone, 1), '/', '', 2);
		const both = merge(phone, desk);
		expect(both.settings.searches).toEqual([]);
		expect(both.criteria.get('/')?.value).toBeNull();
	});

	it('sections seen on either are seen', () => {
		const phone = setSeenSections(emptyRecord, id, new Map([['a', '1']]), 1);
		const desk = setSeenSections(emptyRecord, id, new Map([['b', '2']]), 2);
		expect([...merge(phone, desk).articles.get(id)!.sections.keys()]).toEqual(['a', 'b']);
	});

	it('a value wins over its deletion in the same millisecond', () => {
		const phone = setCriteria(setRead(emptyRecord, id, 4), '/', 'q=a', 4);
		let desk = clearRead(setRead(emptyRecord, id, 3), id, 4);
		desk = setCriteria(setCriteria(desk, '/', 'q=b', 3), '/', '', 4);
		for (const both of [merge(phone, desk), merge(desk, phone)]) {
			expect(read(both)).toBe(true);
			expect(both.criteria.get('/')?.value).toBe('q=a');
		}
	});
});
