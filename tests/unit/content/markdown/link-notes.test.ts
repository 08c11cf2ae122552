import { describe, expect, it } from 'vitest';
import { noteLinks } from '../../../../src/lib/content/markdown/link-notes.ts';

describe('links to other sites', () => {
	it('have a number and, after the article, a note with the URL', () => {
		expect(
			noteLinks('<p><a href="https://a.example/?x&#x26;y">A</a> <a href="/b/">B</a></p>')
		).toBe(
			'<p><a href="https://a.example/?x&#x26;y" data-note="1">A</a> <a href="/b/">B</a></p>' +
				'<ol class="link-notes"><li>https://a.example/?x&#x26;y</li></ol>'
		);
	});

	it('with the same URL share one note', () => {
		const html = noteLinks(
			'<a href="https://a.example">A</a><a rel="x" href="http://b.example">B</a><a href="https://a.example">C</a>'
		);
		expect([...html.matchAll(/data-note="(\d)"/g)].map(([, number]) => number)).toEqual([
			'1',
			'2',
			'1'
		]);
		expect(html.match(/<li>/g)).toHaveLength(2);
	});

	it('that show their URL have no note', () => {
		const html =
			'<p><a href="https://a.example">https://a.example</a> <code>&lt;a href=</code></p>';
		expect(noteLinks(html)).toBe(html);
	});
});
