import { describe, expect, it } from 'vitest';
import { faults, render } from './render-sample.ts';

describe('a fault is reported with its position and a cure', () => {
	it.each([
		'[x](javascript:alert(1))',
		'[x](data:text/html,x)',
		'[x](../outbux/index.md)',
		'[x](note.txt)',
		'![](dot.png)',
		'![x](dott.png)',
		'![x](https://example.org/x.png)',
		'```csharp file=src/Rely.cs\n```',
		'```csharp file=../secret.txt\n```',
		'```csharp file=src/Relay.cs region=publsh\n```',
		'```csharp file=src/Relay.cs region=publish\nvar x;\n```',
		'[](sample/results/none.json#/a)',
		'[](sample/results/ids.json#/uuid7)',
		'[](sample/results/ids.json#/list)',
		'```chart file=results/ids.json alt="x"\nrows: []\n```',
		'```chart file=results/ids.json\nrows: [{ label: a, value: /rows }]\n```',
		'text\n\n```mermaid alt="x"\nnot a diagram\n```',
		'```mermaid\nflowchart TB\n  A --> B\n```',
		'```chart alt="x"\nrows: []\n```',
		'```chart file=results/ids.json alt="x"\nrows: [\n```',
		'text\n\n```csharp\nvar x = 1;\n\n## Lost',
		'- item\n\n  ~~~~\n  ~~~\n\ntext',
		'[folder](sample)'
	])('%s', async (source) => {
		expect(await faults(source)).toMatchSnapshot();
	});
});

describe('Markdown with Svelte', () => {
	const svxFaults = async (source: string) =>
		(await render(source, { kind: 'svx' })).faults.map(
			({ line, column, problem }) => `${line}:${column} ${problem}`
		);

	it.each([
		['an unclosed block', '## A\n\n{#if true}\n\ntext\n', /^3:1 Svelte: Block was left open/],
		['an invalid expression', 'text\n\nand {1 +} so\n', /^3:\d+ Svelte: /],
		[
			'an expression in a heading',
			'## A\n\n## {1 + 1} is two\n',
			/^3:4 a heading cannot hold an expression/
		],
		[
			'a component that is not imported',
			'text\n\n<Missing a={1} />\n',
			/^3:1 component <Missing> is not imported/
		],
		[
			'a component that does not exist',
			'<script>\n\timport Box from "./note.txt";\n</script>\n\n<Box />\n',
			/^2:19 import ".\/note.txt" does not exist; did you mean "notes.txt"\?$/
		]
	])('reports %s at its position', async (_what, source, fault) => {
		expect(await svxFaults(source)).toEqual([expect.stringMatching(fault)]);
	});

	it('keeps script and components, and code as text', async () => {
		const { html: markup, sections } = await render(
			'<script>\n\timport Box from "./notes.txt";\n</script>\n\n## A\n\n<Box n={1} />\n\n`a &amp; {b}`\n\n```js\nlet x = {};\n```\n',
			{ kind: 'svx' }
		);
		expect(markup).toContain('import Box from "./notes.txt"');
		expect(markup).toContain('<Box n={1} />');
		expect(markup).toContain('<code>a &#x26;amp; &#123;b&#125;</code>');
		expect(markup).not.toContain('{}');
		expect(sections.at(-1)).toMatchObject({
			prose: expect.stringContaining('a &amp; {b}'),
			code: 'let x = {};'
		});
	});
});
