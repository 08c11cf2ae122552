import { describe, expect, it } from 'vitest';
import { render } from './render-sample.ts';

describe('headings', () => {
	it('have stable, unique ids', async () => {
		const { headings } = await render('## The `List<T>` {x}\n\n## Twice\n\n### Twice\n\n## ?\n');
		expect(headings).toEqual([
			{ id: 'the-listt-x', depth: 2, text: 'The List<T> {x}' },
			{ id: 'twice', depth: 2, text: 'Twice' },
			{ id: 'twice-1', depth: 3, text: 'Twice' },
			{ id: 'section', depth: 2, text: '?' }
		]);
	});

	it('have one line, even with line breaks in the source', async () => {
		expect((await render('## First<br>second')).headings).toEqual([
			{ id: 'first-second', depth: 2, text: 'First second' }
		]);
	});

	it('start at the second level, because the title is the first', async () => {
		expect((await render('# One\n\n## Two')).headings.map(({ depth }) => depth)).toEqual([2, 3]);
	});

	it('skip no level', async () => {
		const { headings } = await render('### a\n\n##### b\n\n#### c\n\n# d\n\n## e\n\n# f\n\n#### g');
		expect(headings.map(({ depth }) => depth)).toEqual([2, 3, 3, 2, 3, 2, 3]);
	});
});

describe('headings', () => {
	it.each(['md', 'svx'] as const)('link to themselves in %s', async (kind) => {
		const { html: markup } = await render('## One `x`\n\n### One x\n', { kind });
		expect(markup).toContain('<h2 id="one-x"><a href="#one-x">One <code>x</code></a></h2>');
		expect(markup).toContain('<h3 id="one-x-1"><a href="#one-x-1">One x</a></h3>');
	});

	it('with a link or a footnote do not, because links cannot be nested', async () => {
		const { html: markup, links } = await render(
			'## See [*this*](https://x.example)\n\n## Noted[^1]\n\n[^1]: A note.'
		);
		expect(markup).not.toMatch(/<a [^>]*>(?:(?!<\/a>).)*<a /);
		expect(markup).not.toContain('href="#see-this"');
		expect(links).toEqual([]);
	});
});
