import { describe, expect, it } from 'vitest';
import {
	buildOfCache,
	buildOfPage,
	cachesOf,
	withMetadata,
	readMetadata,
	titleOfPage,
	type OfflineList
} from '../../../../src/lib/core/offline/cache-entries.ts';
import { bytesOf, compareSaved } from '../../../../src/lib/features/offline/article-cache.ts';

describe('the caches', () => {
	it('of one scope are told from those of a scope below or above it', () => {
		const name = cachesOf('/x/').build('7');
		expect(buildOfCache('/x/', name)).toBe('7');
		expect(buildOfCache('/', name)).toBeNull();
		expect(buildOfCache('/x/y/', name)).toBeNull();
		expect(buildOfCache('/x/', cachesOf('/x/').saved)).toBeNull();
	});
});

describe('a kept response', () => {
	it('gives back what was noted on it, in any script', () => {
		const facts = {
			build: '1',
			kept: '2026-01-01T00:00:00Z',
			title: 'Über 日本語 & <b>',
			hash: 'a+/=',
			file: 'b'
		};
		expect(readMetadata(withMetadata('x', 'text/html', facts))).toEqual(facts);
	});

	it.each([
		new Response('x'),
		new Response('x', { headers: { 'x-offprint-build': '%' } }),
		undefined
	])('of somebody else has no facts', (response) => expect(readMetadata(response)).toBeNull());
});

describe('a page', () => {
	it('says its build and its title', () => {
		const html = '<meta name="build" content="17" /><h1 class="a">A &lt; B <em>&amp;</em> C</h1>';
		expect(buildOfPage(html)).toBe('17');
		expect(titleOfPage(html)).toBe('A < B & C');
	});

	it('of a captive portal says neither', () => {
		expect(buildOfPage('<title>Wi-Fi</title>')).toBeNull();
		expect(titleOfPage('<title>Wi-Fi</title>')).toBe('');
	});
});

describe('the build’s list', () => {
	const file = (path: string, bytes: number) => ({ path, bytes, hash: 'h' });
	const list: OfflineList = {
		build: '2',
		articles: {
			'a/same': {
				hash: '1',
				files: [file('a/same/', 10), file('a/same/f.png', 5)]
			},
			'a/new': { hash: '2', files: [file('a/new/', 20)] }
		}
	};

	it('knows sizes, and nothing of strangers', () =>
		expect(bytesOf(list, ['a/same', 'a/new', 'constructor'])).toBe(35));

	it('tells changed, rebuilt and gone articles apart', () => {
		const facts = { kept: '', title: '', bytes: 0 };
		const saved = new Map([
			['a/same', { ...facts, build: '1', hash: '1' }],
			['a/new', { ...facts, build: '1', hash: '1' }],
			['toString', { ...facts, build: '1', hash: '1' }]
		]);
		expect(compareSaved(saved, list)).toEqual({
			changed: ['a/new'],
			rebuilt: ['a/same'],
			gone: ['toString']
		});
	});
});
