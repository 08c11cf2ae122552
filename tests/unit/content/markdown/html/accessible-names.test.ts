import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageIds } from '../../../../../src/lib/content/markdown/page-ids.ts';
import { faults, html, render } from './render-html.ts';

describe('every generated control has an accessible name', () => {
	it('tasks', async () => {
		const markup = await html('- [ ] write\n- [x] run\n\n1. [ ] loose\n\n2. [x] too');
		expect(markup.match(/<input[^>]*>/g)).toEqual([
			'<input type="checkbox" disabled aria-label="Done">',
			'<input type="checkbox" checked disabled aria-label="Done">',
			'<input type="checkbox" disabled aria-label="Done">',
			'<input type="checkbox" checked disabled aria-label="Done">'
		]);
		expect(markup).toContain('<ul class="contains-task-list" role="list">');
	});

	it.each([
		['## ![A dot](dot.png)', { id: 'a-dot', depth: 2, text: 'A dot' }],
		['## *![A dot](dot.png)* `x`', { id: 'a-dot-x', depth: 2, text: 'A dot x' }],
		['## `List<T>`', { id: 'listt', depth: 2, text: 'List<T>' }],
		['## Related', { id: 'related-1', depth: 2, text: 'Related' }],
		['## Footnote label', { id: 'footnote-label-1', depth: 2, text: 'Footnote label' }],
		['## Fn 1', { id: 'section-fn-1', depth: 2, text: 'Fn 1' }],
		['## Fn traits', { id: 'section-fn-traits', depth: 2, text: 'Fn traits' }],
		['## Proof-of-work', { id: 'section-proof-of-work', depth: 2, text: 'Proof-of-work' }],
		['## Figure 1: x', { id: 'section-figure-1-x', depth: 2, text: 'Figure 1: x' }]
	])('the heading %s', async (source, heading) => {
		const { headings, faults: found } = await render(source);
		expect(found).toEqual([]);
		expect(headings).toEqual([heading]);
	});

	it('or is a fault: a heading without text', async () => {
		expect(await faults('text\n\n## ![](dot.png)')).toContainEqual(
			'3:1 a heading needs text, or an image with alternative text'
		);
	});

	it('and no heading has an id of the page’s own elements', () => {
		const sources = [
			'src/app.html',
			...readdirSync('src', { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.svelte$/.test(name))
				.map((name) => join('src', name))
		];
		const ids = sources.flatMap((path) =>
			[...readFileSync(path, 'utf8').matchAll(/\sid="([a-z][a-z0-9-]*)"/g)].map(([, id]) => id!)
		);
		expect([...pageIds]).toEqual(expect.arrayContaining(ids));
	});
});

describe('text from right to left', () => {
	it('has its direction in each block, and code is left to right', async () => {
		const markup = await html(
			'## مقدمة\n\nفقرة `x`\n\n- واحد\n\n| أ |\n|-|\n| ب |\n\n```js\nx\n```'
		);
		for (const block of [
			'<h2 id="مقدمة" dir="auto">',
			'<p dir="auto">',
			'<ul dir="auto">',
			'<li dir="auto">',
			'<td dir="auto">',
			'<code dir="ltr">x'
		])
			expect(markup).toContain(block);
		expect(markup).toMatch(/<pre [^>]*dir="ltr"/);
		expect(await html('plain')).toBe('<p>plain</p>');
	});
});
