import { describe, expect, it } from 'vitest';
import {
	buildOfCache,
	bundleOfPage,
	cachesOf,
	withMetadata,
	readMetadata,
	titleOfPage
} from '../../../../src/lib/core/offline/cache-entries.ts';

describe('the caches', () => {
	it('of one scope are distinct from those of nested scopes', () => {
		const name = cachesOf('/x/').build('7');
		expect(buildOfCache('/x/', name)).toBe('7');
		expect(buildOfCache('/', name)).toBeNull();
		expect(buildOfCache('/x/y/', name)).toBeNull();
		expect(buildOfCache('/x/', cachesOf('/x/').saved)).toBeNull();
	});
});

describe('a cached response', () => {
	it('returns its metadata, in any script', () => {
		const metadata = {
			build: '1',
			kept: '2026-01-01T00:00:00Z',
			title: 'Über 日本語 & <b>',
			hash: 'a+/=',
			file: 'b'
		};
		expect(readMetadata(withMetadata('x', 'text/html', metadata))).toEqual(metadata);
	});

	it.each([
		new Response('x'),
		new Response('x', { headers: { 'x-offprint-build': '%' } }),
		undefined
	])('from another source has no metadata', (response) =>
		expect(readMetadata(response)).toBeNull()
	);
});

describe('a page', () => {
	it('contains its bundle and title', () => {
		const html = '<meta name="bundle" content="17" /><h1 class="a">A &lt; B <em>&amp;</em> C</h1>';
		expect(bundleOfPage(html)).toBe('17');
		expect(titleOfPage(html)).toBe('A < B & C');
	});

	it('from a captive portal contains neither', () => {
		expect(bundleOfPage('<title>Wi-Fi</title>')).toBeNull();
		expect(titleOfPage('<title>Wi-Fi</title>')).toBe('');
	});
});
