import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExport, writeExport } from '../../../../src/lib/features/reading-log/export-file.ts';
import { emptyRecord } from '../../../../src/lib/features/reading-log/record.ts';
import { readerRecord } from './records.ts';

const head = { format: 'offprint-reader', version: 1 };
const rest = { articles: [], criteria: [], settings: { searches: [], searchesForgotten: 0 } };
const read = (file: unknown) => readExport(JSON.stringify(file));
const article = (row: object) => ({ ...head, ...rest, articles: [row] });

describe('an exported file', () => {
	it('contains the whole record', () => {
		fc.assert(
			fc.property(readerRecord, (record) => {
				expect(readExport(writeExport(record)).record).toEqual(record);
			}),
			{ numRuns: 300 }
		);
	});

	it('names its format', () => {
		expect(JSON.parse(writeExport(emptyRecord))).toEqual({ ...head, ...rest });
	});

	it('is read with a byte order mark', () => {
		expect(readExport(`\ufeff${writeExport(emptyRecord)}`).record).toEqual(emptyRecord);
	});
});

describe('an invalid file', () => {
	it.each<[string, string, string]>([
		['nothing', '', 'This isn’t valid JSON. The file may be incomplete.'],
		[
			'half a file',
			writeExport(emptyRecord).slice(0, 40),
			'This isn’t valid JSON. The file may be incomplete.'
		],
		['null', 'null', 'This isn’t an Offprint reading-history file.'],
		['a list', '[]', 'This isn’t an Offprint reading-history file.'],
		['other JSON', '{"version":1}', 'This isn’t an Offprint reading-history file.'],
		[
			'a newer export',
			'{"format":"offprint-reader","version":2}',
			'This file uses version 2; this site reads version 1.'
		],
		[
			'an export without version',
			'{"format":"offprint-reader"}',
			'This file uses version undefined; this site reads version 1.'
		]
	])('is recognized: %s', (_what, text, fault) => {
		expect(readExport(text)).toEqual({ faults: [fault] });
	});

	it.each<[string, unknown, string]>([
		['no parts', head, 'articles is missing.|criteria is missing.|settings is missing.'],
		['no list', { ...head, ...rest, articles: {} }, 'articles must be a list.'],
		[
			'no rows',
			{ ...head, ...rest, articles: [7, null] },
			'articles[0] must be an object.|articles[1] must be an object.'
		],
		['an article without an id', article({ sections: [] }), 'articles[0].id is missing.'],
		[
			'an article with an invalid id',
			article({ id: '../x', sections: [] }),
			'articles[0].id must name an article as category/slug.'
		],
		[
			'a fraction above 1',
			article({
				id: 'a/b',
				sections: [],
				position: { at: 1, value: { heading: '', fraction: 1.5, earlier: [] } }
			}),
			'articles[0].position.value.fraction must be a number from 0 to 1.'
		],
		[
			'a negative time',
			article({ id: 'a/b', sections: [], read: { at: -1, value: true } }),
			'articles[0].read.at must be a time: whole milliseconds, 0 or more.'
		],
		[
			'a read mark of another type',
			article({ id: 'a/b', sections: [], read: { at: 1, value: 'yes' } }),
			'articles[0].read.value must be true, or null where deleted.'
		],
		[
			'a hash that is a number',
			article({ id: 'a/b', sections: [{ heading: 'x', at: 1, value: 1 }] }),
			'articles[0].sections[0].value must be text.'
		],
		[
			'a path to another site',
			{ ...head, ...rest, criteria: [{ path: '//evil.example/', at: 1, value: 'q=a' }] },
			'criteria[0].path must be a path that begins with one /.'
		],
		[
			'several faults',
			{
				...head,
				articles: 1,
				criteria: [{ path: 'x', at: 'now', value: 1 }],
				settings: { searches: [{}] }
			},
			'articles must be a list.|criteria[0].path must be a path that begins with one /.|criteria[0].at must be a time: whole milliseconds, 0 or more.|criteria[0].value must be text.|settings.searches[0].text is missing.|settings.searches[0].at is missing.|settings.searchesForgotten is missing.'
		]
	])('has every fault reported with its position: %s', (_what, file, faults) => {
		expect(read(file).faults?.join('|')).toBe(faults);
	});

	it('never throws, whatever its content', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.json(),
					fc.jsonValue().map((value) => JSON.stringify({ ...head, ...rest, articles: value }))
				),
				(text) => {
					const { record, faults } = readExport(text);
					expect(record ? [] : faults).toHaveLength(record ? 0 : faults!.length || -1);
				}
			)
		);
	});
});

describe('keys with a meaning to JavaScript', () => {
	it('change nothing', () => {
		const text = writeExport(emptyRecord).replace(
			'{',
			'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'
		);
		expect(readExport(text).record).toEqual(emptyRecord);
		expect({}).not.toHaveProperty('polluted');
	});

	it('do not replace missing values', () => {
		const text = JSON.stringify(head).replace('{', `{"__proto__":${JSON.stringify(rest)},`);
		expect(readExport(text).faults).toHaveLength(3);
	});

	it('are valid as headings and searches', () => {
		const names = ['__proto__', 'constructor', 'prototype'];
		const { record } = read({
			...head,
			...rest,
			articles: [{ id: 'a/b', sections: names.map((heading) => ({ heading, at: 1, value: 'x' })) }],
			settings: { searches: names.map((text, at) => ({ text, at: at + 1 })), searchesForgotten: 0 }
		});
		expect([...record!.articles.get('a/b')!.sections.keys()]).toEqual(names);
		expect(record!.settings.searches.map(({ text }) => text)).toEqual(names.reverse());
	});
});
