import { describe, expect, it } from 'vitest';
import {
	buildOfCache,
	buildOfPage,
	cachesOf,
	withMetadata,
	readMetadata,
	titleOfPage
} from '../../../../src/lib/core/offline/cache-entries.ts';

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
