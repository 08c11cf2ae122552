import fc from 'fast-check';
import {
	declineInstall,
	clearSearches,
	setPosition,
	setRead,
	setCriteria,
	addSearch,
	setSeenSections,
	clearRead
} from '../../../../src/lib/features/reading-log/edits.ts';
import {
	emptyRecord,
	type ReadingRecord
} from '../../../../src/lib/features/reading-log/record.ts';

type Edit = (record: ReadingRecord) => ReadingRecord;

/** Few values, so that edits collide; with names that plain objects inherit. */
const id = fc.constantFrom('backend/a', 'backend/b', 'constructor/constructor');
const heading = fc.constantFrom('', 'intro', '__proto__', 'constructor', 'toString');
const path = fc.constantFrom('/', '/backend/', '/__proto__/');
const hash = fc.constantFrom('1', '2', '3');
const at = fc.nat(12);
const search = fc.oneof(
	fc.constantFrom('nats', '__proto__', 'C#'),
	fc.nat(40).map((number) => `search ${number}`)
);
const fraction = fc.nat(4).map((quarters) => quarters / 4);
const position = fc.record({ heading, fraction, earlier: fc.array(heading, { maxLength: 2 }) });

const edit: fc.Arbitrary<Edit> = fc.oneof(
	fc.tuple(id, position, at).map((args) => (record: ReadingRecord) => setPosition(record, ...args)),
	fc.tuple(id, at).map((args) => (record: ReadingRecord) => setRead(record, ...args)),
	fc.tuple(id, at).map((args) => (record: ReadingRecord) => clearRead(record, ...args)),
	fc.tuple(id, fc.array(fc.tuple(heading, hash), { maxLength: 4 }), at).map(
		([name, hashes, time]) =>
			(record: ReadingRecord) =>
				setSeenSections(record, name, new Map(hashes), time)
	),
	{
		arbitrary: fc
			.tuple(search, at)
			.map((args) => (record: ReadingRecord) => addSearch(record, ...args)),
		weight: 4
	},
	at.map((time) => (record: ReadingRecord) => clearSearches(record, time)),
	fc
		.tuple(path, fc.constantFrom('', 'q=a', 'q=b'), at)
		.map((args) => (record: ReadingRecord) => setCriteria(record, ...args)),
	at.map((time) => (record: ReadingRecord) => declineInstall(record, time))
);

/** Records that a reader's edits can produce. */
export const readerRecord = fc
	.array(edit, { maxLength: 40, size: 'max' })
	.map((edits) => edits.reduce((record, next) => next(record), emptyRecord));
