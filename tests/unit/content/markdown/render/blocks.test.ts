import { describe, expect, it } from 'vitest';
import { html, render } from './render-sample.ts';

describe('blocks', () => {
	it('include GitHub’s callouts', async () => {
		expect(await html('> [!warning]\n> Mind `this`.')).toMatchInlineSnapshot(`
			"<aside class="callout warning">
			<p class="callout-title">Warning</p>
			<p>Mind <code>this</code>.</p>
			</aside>"
		`);
		expect(await html('> [!OTHER]\n> text')).toContain('[!OTHER]');
	});

	it('have footnotes after the article', async () => {
		const { html: markup, anchors } = await render('Text[^1].\n\n[^1]: The note.');
		expect(markup).toContain(
			'<section data-footnotes class="footnotes" aria-labelledby="footnote-label">'
		);
		expect(anchors).toEqual(expect.arrayContaining(['fn-1', 'fnref-1']));
	});

	it.each(['md', 'svx'] as const)(
		'have no empty table header cells in an .%s file',
		async (kind) => {
			const markup = (await render('| | one |\n|--|--:|\n| a | b |', { kind })).html;
			expect(markup.match(/<t[hd]\b/g)).toEqual(['<td', '<th', '<td', '<td']);
		}
	);

	it('include tables that scroll in their own box', async () => {
		expect(await html('|a|\n|-|\n|1|')).toContain(
			'<div class="table" tabindex="0" role="group" aria-label="Table: a"><table>'
		);
	});

	it.each(['md', 'svx'] as const)(
		'of %s separate lines and footnote marks in plain text',
		async (kind) => {
			const { sections, headings } = await render(
				`| a | b |
|:--|:--|
| one | two words |

## Named[^n]

First  
second<br>third, *fourth* and <kbd>fifth</kbd>.

A note[^n] follows.

[^n]: Said below.
`,
				{ kind }
			);
			const lines = (prose: string) => prose.split('\n').filter(Boolean);
			expect(lines(sections[0]!.prose)).toEqual(['a', 'b', 'one', 'two words']);
			expect(lines(sections[1]!.prose).slice(0, 4)).toEqual([
				'First',
				'second',
				'third, fourth and fifth.',
				'A note\u200b follows.'
			]);
			expect(headings).toEqual([{ id: 'named', depth: 2, text: 'Named' }]);
		}
	);

	it('are split into sections of plain text', async () => {
		const { sections } = await render(
			'Intro.\n\n## One `x`\n\nText **bold**.\n\n- a\n- b\n\n```sh\nls\n```\n'
		);
		expect(sections).toEqual([
			{ id: '', heading: '', prose: 'Intro.', code: '' },
			{ id: 'one-x', heading: 'One x', prose: 'Text bold.\na\n\nb', code: 'ls' }
		]);
	});
});
