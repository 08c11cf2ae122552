import { describe, expect, it } from 'vitest';
import { faults, html } from './render-html.ts';

describe('fences in the syntax of other tools', () => {
	it.each([
		['js{2}', ['b']],
		['js {1,3}', ['a', 'c']],
		['js{1-2} caption="x"', ['a', 'b']]
	])('```%s marks lines', async (info, marked) => {
		const markup = await html(`\`\`\`${info}\na\nb\nc\n\`\`\``);
		expect(await faults(`\`\`\`${info}\na\nb\nc\n\`\`\``)).toEqual([]);
		expect(
			[...markup.matchAll(/<mark class="line">(?:<span class="\w">)?(\w)/g)].map(([, line]) => line)
		).toEqual(marked);
		expect(markup).toContain('data-lang="js"');
	});

	it.each([
		'js title="x.js"',
		'js showLineNumbers',
		'js hl_lines="2 3"',
		'js:line-numbers {1}',
		'{.python .numberLines}',
		'rust,ignore',
		'js captoin="x"'
	])('```%s is reported with a cure', async (info) => {
		expect(await faults(`\`\`\`${info}\nx\n\`\`\``)).toMatchSnapshot();
	});
});

describe('callouts', () => {
	it.each([
		[
			'> [!TIP] Use `x` *now*\n> Because.',
			'<aside class="callout tip">\n<p class="callout-title">Tip: Use <code>x</code> <em>now</em></p>\n<p>Because.</p>\n</aside>'
		],
		[
			'> [!NOTE] Alone',
			'<aside class="callout note">\n<p class="callout-title">Note: Alone</p>\n</aside>'
		],
		[
			'> [!NOTE]  \n> Text',
			'<aside class="callout note">\n<p class="callout-title">Note</p>\n<p>Text</p>\n</aside>'
		]
	])('%s has its title', async (source, expected) => {
		expect(await faults(source)).toEqual([]);
		expect(await html(source)).toBe(expected);
	});

	it.each(['> [!WARN]\n> x', '> [!tip]- x'])('%s is reported with a cure', async (source) => {
		expect(await faults(source)).toMatchSnapshot();
	});
});
