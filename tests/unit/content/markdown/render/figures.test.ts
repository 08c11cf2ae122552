import { describe, expect, it } from 'vitest';
import { files, html, render, textOf } from './render-sample.ts';

describe('figures', () => {
	it('have their size and a caption', async () => {
		const { html: markup, assets, minutes } = await render('![A dot](dot.png "One dot")');
		expect(assets).toEqual(['dot.png']);
		expect(minutes).toBe(1);
		expect(markup.trim()).toMatchInlineSnapshot(
			`"<figure class="image"><span class="captioned"><img src="/x/backend/ids/dot.png" width="3" height="2" alt="A dot" loading="eager" fetchpriority="high" decoding="async"><span class="caption">One dot</span></span></figure>"`
		);
	});

	it('may be referenced by a definition', async () => {
		const {
			html: markup,
			assets,
			faults: found
		} = await render(
			'![A dot][dot]\n\n[![x][far]](https://example.org)\n\n[dot]: dot.png\n[far]: https://example.org/x.png\n'
		);
		expect(markup).toContain('width="3" height="2" alt="A dot"');
		expect(assets).toEqual(['dot.png']);
		expect(found.map(({ problem }) => problem)).toEqual([
			expect.stringContaining('is on another site')
		]);
	});

	it('include diagrams with a text alternative', async () => {
		const markup = await html(
			'```mermaid alt="A leads to B" caption="Two steps"\nflowchart TB\n  A --> B\n```'
		);
		expect(markup).toContain('role="img" aria-label="A leads to B"');
		expect(markup).toContain('<figcaption>Two steps</figcaption>');
		expect(markup).toContain('url(#figure-1-');
	});

	it('include charts of measured numbers', async () => {
		const markup = await html(
			'```chart file=results/ids.json alt="Sizes"\nunit: MB\nrows:\n  - label: UUID v4\n    value: /uuid4/index~1Mb\n```'
		);
		expect(textOf(markup)).toBe('SizesUUID v443.5 MB');
	});

	it.each([
		[
			'a diagram',
			'```mermaid alt="Steps" caption="Steps"\nflowchart TB\n  A --> B\n```',
			'```mermaid alt="Steps" caption="Steps"\nflowchart TB\n  A --> C\n```'
		],
		[
			'a chart',
			'```chart file=results/ids.json alt="Sizes"\nrows: [{ label: a, value: /rows }]\n```',
			'```chart file=results/ids.json alt="Sizes"\nrows: [{ label: a, value: /uuid4/index~1Mb }]\n```'
		],
		['an image', '> ![A dot](dot.png)', '> ![A dot](other.png)']
	])('of %s are two if they differ, else one', async (_what, before, after) => {
		const other = Buffer.concat([files['dot.png'] as Buffer, Buffer.of(0)]);
		const read = (path: string) =>
			path === 'other.png' ? other : Object.hasOwn(files, path) ? Buffer.from(files[path]!) : null;
		const figures = async (source: string) =>
			(await render(`## A\n\n${source}`, { read })).sections.at(-1)!.figures;
		expect(await figures(before)).toBe(await figures(before));
		expect(await figures(before)).toBeTruthy();
		expect(await figures(after)).not.toBe(await figures(before));
	});

	it('include numbers in prose from a result file', async () => {
		expect(await html('It took [](sample/results/ids.json#/rows) rows.')).toBe(
			'<p>It took 1,234,567 rows.</p>'
		);
	});
});
