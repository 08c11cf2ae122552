import { describe, expect, it } from 'vitest';
import {
	declineInstall,
	clearSearches,
	setPosition,
	setRead,
	setCriteria,
	addSearch,
	renameArticles,
	setSeenSections,
	clearRead
} from '../../../../src/lib/features/reading-log/edits.ts';
import {
	emptyRecord,
	type ReadingRecord
} from '../../../../src/lib/features/reading-log/record.ts';

const id = 'backend/outbox';
const place = (heading: string) => ({ heading, fraction: 0.5, earlier: [] });
const texts = (record: ReadingRecord) => record.settings.searches.map(({ text }) => text);

describe('edits', () => {
	it('do not change the given record', () => {
		const before = setRead(setCriteria(emptyRecord, '/', 'q=a', 1), id, 1);
		const copy = structuredClone(before);
		setPosition(before, id, place('why'), 2);
		clearRead(before, id, 2);
		setSeenSections(before, id, new Map([['why', 'x']]), 2);
		addSearch(before, 'nats', 2);
		setCriteria(before, '/', '', 2);
		declineInstall(before, 2);
		expect(before).toEqual(copy);
	});

	it('keep the other values of the article', () => {
		const record = setRead(setPosition(emptyRecord, id, place('why'), 1), id, 2);
		expect(record.articles.get(id)).toEqual({
			position: { at: 1, value: place('why') },
			read: { at: 2, value: true },
			sections: new Map()
		});
	});

	it('are later than what they replace, even if the clock was set back', () => {
		const record = setPosition(setPosition(emptyRecord, id, place('a'), 5000), id, place('b'), 3);
		expect(record.articles.get(id)?.position).toEqual({ at: 5001, value: place('b') });
	});
});

describe('a read mark', () => {
	it('leaves its time when it is removed', () => {
		const record = clearRead(setRead(emptyRecord, id, 1), id, 7);
		expect(record.articles.get(id)?.read).toEqual({ at: 7, value: null });
	});

	it('removes the position when it is removed', () => {
		const record = clearRead(setRead(setPosition(emptyRecord, id, place('end'), 1), id, 2), id, 7);
		expect(record.articles.get(id)?.position).toEqual({ at: 7, value: null });
	});

	it('that is not set is not removed', () => {
		expect(clearRead(emptyRecord, id, 1)).toBe(emptyRecord);
	});
});

describe('seen sections', () => {
	it('keep what was seen of other sections', () => {
		const all = setSeenSections(
			emptyRecord,
			id,
			new Map([
				['a', '1'],
				['b', '1']
			]),
			1
		);
		expect(setSeenSections(all, id, new Map([['b', '2']]), 2).articles.get(id)?.sections).toEqual(
			new Map([
				['a', { at: 1, value: '1' }],
				['b', { at: 2, value: '2' }]
			])
		);
	});
});

describe('searches', () => {
	const remember = (searches: string[]) =>
		searches.reduce((record, text, index) => addSearch(record, text, index + 1), emptyRecord);

	it('are listed newest first, each once', () => {
		expect(texts(remember(['nats', 'c#', ' nats ']))).toEqual(['nats', 'c#']);
	});

	it('are at most twenty; the oldest is dropped first', () => {
		const searches = Array.from({ length: 25 }, (_, index) => `search ${index}`);
		expect(texts(remember(searches))).toEqual(searches.reverse().slice(0, 20));
	});

	it.each(['', ' \n\t'])('do not include %j', (text) => {
		expect(addSearch(emptyRecord, text, 1)).toBe(emptyRecord);
	});

	it('are listed newest first, even if the clock was set back', () => {
		expect(texts(addSearch(remember(['a', 'b', 'c']), 'd', 0))).toEqual(['d', 'c', 'b', 'a']);
	});

	it('can be cleared and recorded again, whatever the clock says', () => {
		const forgotten = clearSearches(remember(['a', 'b']), 0);
		expect(texts(forgotten)).toEqual([]);
		expect(texts(addSearch(forgotten, 'c', 0))).toEqual(['c']);
	});
});

describe('criteria', () => {
	it('are kept for each list', () => {
		const record = setCriteria(setCriteria(emptyRecord, '/', 'q=a', 1), '/backend/', 'q=b', 2);
		expect([...record.criteria]).toEqual([
			['/', { at: 1, value: 'q=a' }],
			['/backend/', { at: 2, value: 'q=b' }]
		]);
	});

	it('that are empty delete earlier ones, and record nothing otherwise', () => {
		const record = setCriteria(emptyRecord, '/', 'q=a', 1);
		expect(setCriteria(record, '/', '', 2).criteria.get('/')).toEqual({ at: 2, value: null });
		expect(setCriteria(emptyRecord, '/', '', 2)).toBe(emptyRecord);
	});
});

it('the time when the offer to install was declined is recorded', () => {
	expect(declineInstall(emptyRecord, 9).settings.installDeclined).toEqual({ at: 9, value: true });
});

describe('an article that was renamed', () => {
	const renamed = { 'backend/inbox': id };

	it('keeps its marks and its place', () => {
		const record = setPosition(
			setRead(emptyRecord, 'backend/inbox', 1),
			'backend/inbox',
			place('why'),
			2
		);
		const { articles } = renameArticles(record, renamed);
		expect([...articles.keys()]).toEqual([id]);
		expect(articles.get(id)).toEqual(record.articles.get('backend/inbox'));
	});

	it('has the later of what was recorded under both addresses', () => {
		const old = setPosition(
			setRead(emptyRecord, 'backend/inbox', 5),
			'backend/inbox',
			place('old'),
			1
		);
		const { articles } = renameArticles(
			setPosition(setRead(old, id, 3), id, place('new'), 4),
			renamed
		);
		expect(articles.get(id)).toMatchObject({
			read: { at: 5 },
			position: { at: 4, value: { heading: 'new' } }
		});
	});

	it('is moved once: without the old address the record stays the same object', () => {
		const record = setRead(emptyRecord, 'toString/valueOf', 1);
		expect(renameArticles(record, renamed)).toBe(record);
		const moved = renameArticles(setRead(record, 'backend/inbox', 1), renamed);
		expect(renameArticles(moved, renamed)).toBe(moved);
	});
});
