import { describe, expect, it } from 'vitest';
import type { OfflineList } from '../../../../src/lib/core/offline/cache-entries.ts';
import { saveProgress } from '../../../../src/lib/features/offline/save-progress.ts';
import {
	bytesOf,
	compareSaved,
	currentId,
	isUnitPage,
	publishedUnit,
	unitOf
} from '../../../../src/lib/features/offline/saved-units.ts';

const file = (path: string, bytes: number) => ({ path, bytes, hash: 'h' });
const list: OfflineList = {
	build: '2',
	bundle: '1',
	articles: {
		'a/same': {
			hash: '1',
			files: [file('a/same/', 10), file('a/same/f.png', 5)],
			sample: { hash: 's1', bytes: 100, list: file('a/same.sample.json', 3) }
		},
		'a/new': { hash: '2', files: [file('a/new/', 20)] }
	}
};

describe('the unit that a saved file belongs to', () => {
	it.each([
		['a/b/', 'a/b', true],
		['a/b/figure.png', 'a/b', false],
		['a/b/sample/results/plot.svg', 'a/b', false],
		['a/b.json', 'a/b', false],
		['a/b/sample/', 'a/b/sample', true],
		['a/b/sample/Program.cs/', 'a/b/sample', false],
		['a/b/sample/src/a%20b.cs/', 'a/b/sample', false]
	])('%s: %s', (path, unit, isPage) => {
		expect(unitOf(path)).toBe(unit);
		expect(isUnitPage(path)).toBe(isPage);
	});
});

describe('the id that a unit has now', () => {
	const renamed = { ...list, renamed: { 'a/old': 'b/same' } };
	it.each([
		['a/old', 'b/same'],
		['a/old/sample', 'b/same/sample'],
		['a/same', 'a/same'],
		['toString', 'toString']
	])('%s: %s', (id, now) => expect(currentId(renamed, id)).toBe(now));

	it('is the same in a list without renamed articles', () => {
		expect(currentId(list, 'a/old')).toBe('a/old');
	});
});

describe('the build’s list', () => {
	it('has sizes of articles and samples, but not of unknown ids', () => {
		expect(bytesOf(list, ['a/same', 'a/new', 'constructor'])).toBe(35);
		expect(bytesOf(list, ['a/same', 'a/same/sample', 'a/new/sample'])).toBe(115);
		expect(publishedUnit(list, 'a/new/sample')).toBeUndefined();
	});

	it('distinguishes changed, rebuilt and removed units', () => {
		const saved = new Map([
			['a/same', { build: '1', hash: '1' }],
			['a/same/sample', { build: '1', hash: 's0' }],
			['a/new', { build: '1', hash: '1' }],
			['a/new/sample', { build: '1', hash: '1' }],
			['toString', { build: '1', hash: '1' }]
		]);
		expect(compareSaved(saved, list)).toEqual({
			changed: ['a/same/sample', 'a/new'],
			rebuilt: ['a/same'],
			gone: ['a/new/sample', 'toString']
		});
	});
});

it('progress counts a sample as part of its article', () => {
	const saved = new Set(['a/same']);
	const progress = (ids: string[]) =>
		saveProgress(
			ids,
			(id) => saved.has(id),
			(some) => bytesOf(list, some)
		);
	expect(progress(['a/same', 'a/same/sample', 'a/new'])).toMatchObject({
		articles: 2,
		done: 0,
		bytes: 15,
		totalBytes: 135
	});
	expect(progress(['a/same', 'a/new'])).toMatchObject({ articles: 2, done: 1 });
});
