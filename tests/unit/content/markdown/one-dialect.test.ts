import { tests as examples } from 'commonmark-spec';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString } from 'hast-util-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Rendered } from '../../../../src/lib/content/markdown/render.ts';
import { allMarkdown, allMarkdownSvx } from '../../../built/all-markdown.ts';
import { photo } from '../images/sample-images.ts';
import { dotPng, renderAllMarkdown, renderFile } from './render-file.ts';
import { svelteHtml } from './svelte-html.ts';

const parse = (html: string) => fromHtml(html, { fragment: true });
/** Normalizes HTML: character references and quotes make no difference. */
const inOneSpelling = (html: string) => toHtml(parse(html)).trim();
const words = (html: string) => toString(parse(html)).replace(/\s+/g, ' ').trim();

const files = {
	'dot.png': dotPng,
	'wide.png': await photo(1000, 60).png().toBuffer(),
	'sample/results/ids.json': JSON.stringify({ rows: 1234567, more: 2000000 }),
	'sample/Relay.cs': 'class Relay { }'
};
const render = (source: string, kind: 'md' | 'svx') => renderFile(source, files, { kind });

describe('the examples of the CommonMark specification', () => {
	/** The specification writes a tab as an arrow. */
	const sources = examples.map(({ markdown }) => markdown.replaceAll('→', '\t'));
	const plain: string[] = [];
	beforeAll(async () => {
		for (const source of sources) plain.push((await render(source, 'md')).html);
	}, 120_000);

	it('have the expected words; the others contain HTML that is not admitted', () => {
		const right = examples.filter(
			({ html }, index) => words(plain[index]!) === words(html.replaceAll('→', '\t'))
		);
		// Raise it with each example that is fixed.
		expect(right.length).toBeGreaterThanOrEqual(613);
		expect(examples).toHaveLength(652);
	});

	it('give the same HTML in .md and .svx, except Svelte syntax', async () => {
		const isSvelte = /[{}]|<\/?(?:[A-Z]|script|style|[\w-]+\.)/;
		const same = sources.flatMap((source, index) =>
			isSvelte.test(source) ? [] : [{ source, html: plain[index]! }]
		);
		expect(same.length).toBeGreaterThan(625);
		const compiled: string[] = [];
		for (const { source } of same) compiled.push((await render(source, 'svx')).html);
		const rendered = await svelteHtml(compiled);
		for (const [index, { source, html }] of same.entries())
			expect(inOneSpelling(rendered[index]!), source).toBe(inOneSpelling(html));
	}, 120_000);
});

async function expectSame(plain: Rendered, svelte: Rendered) {
	expect(inOneSpelling((await svelteHtml([svelte.html]))[0]!)).toBe(inOneSpelling(plain.html));
	const body = { html: '', bodyHash: '' };
	expect({ ...svelte, ...body }).toEqual({ ...plain, ...body });
}

describe('what Offprint adds to Markdown', () => {
	it.each([
		['a callout', '> [!warning]\n> Mind the `gap`.\n>\n> - one'],
		[
			'footnotes',
			'One[^a], two[^b], again[^a] and none[^c].\n\n[^a]: First.\n\n    Second.\n[^b]: `x`'
		],
		['a table', '| a | `b \\| c` |\n|:--|--:|\n| 1 | ~~2~~ |'],
		['a table without headers', '| | one |\n|--|--|\n| a | b |'],
		[
			'code with marks',
			'```csharp {2,5-7} caption="Lines"\nvar a = new { };\nb\nc\nd\ne\nf\ng\n```'
		],
		['code from a sample', '```csharp file=Relay.cs\n```'],
		['code in an unknown language', '~~~nonsense\n{a} <b> &amp;\n~~~'],
		['an image', '![A dot](dot.png "One dot")'],
		['an image with variants', '![Wide](wide.png "Wide") and ![again](wide.png)'],
		['an image by reference', 'text ![A dot][dot]\n\n[dot]: dot.png'],
		['a diagram', '```mermaid alt="A leads to B" caption="Steps"\nflowchart TB\n  A -->|x| B\n```'],
		[
			'a chart',
			'```chart file=results/ids.json alt="Rows"\nrows: [{ label: a, value: /rows }]\n```'
		],
		['a measured number', 'It took [](sample/results/ids.json#/rows) rows.'],
		['links', '[a](../outbox/index.md#why), <https://example.org/a_b>, www.example.org'],
		['headings', '# One `x`\n\n## One x\n\nThree\n---'],
		['lists', '- [ ] open\n- [x] done\n\n10) ten\n11) eleven\n\n        code in a list'],
		['line breaks', 'first\\\nsecond  \nthird'],
		[
			'admitted HTML',
			'H<sub>2</sub>O<br>\n\n<details open><summary>More</summary>\n\n**bold**\n\n</details>'
		],
		['comments', 'a <!-- hidden --> b\n\n<!-- all\nof\n\nthis -->']
	])('%s is the same in .md and .svx', async (_what, source) =>
		expectSame(await render(source, 'md'), await render(source, 'svx'))
	);

	it('all of Markdown is the same in .md, and in .svx with braces and < escaped', async () => {
		expect(allMarkdownSvx).not.toBe(allMarkdown);
		await expectSame(
			await renderAllMarkdown(allMarkdown, { kind: 'md' }),
			await renderAllMarkdown(allMarkdownSvx, { kind: 'svx' })
		);
	});
});

describe('Svelte in Markdown', () => {
	it.each([
		[
			'an expression',
			'<script>\nconst n = 2;\n</script>\n\n**{n + 1}** is {`n${n}`}',
			'<p><strong>3</strong> is n2</p>'
		],
		[
			'an expression that looks like Markdown',
			'a {2 * 3 * 4} b {"*x*"} {"}"}',
			'<p>a 24 b *x* }</p>'
		],
		['an expression across lines', '> a {1 +\n> 1} b', '<blockquote>\n<p>a 2 b</p>\n</blockquote>'],
		['a regular expression', '{"it\'s".replace(/\'/g, "")} {4 / 2 / 1}', '<p>its 2</p>'],
		['comments in an expression', '{1 /* } */} {2 // }\n}', '<p>1 2</p>'],
		[
			'a block around paragraphs',
			'{#if true}\ntext *a*\n{:else}\nother\n{/if}',
			'<p>text <em>a</em></p>'
		],
		[
			'a loop around a list',
			'{#each [1, 2] as n}\n- item {n}\n{/each}\n\nend',
			'<ul>\n<li>item 1</li>\n</ul>\n\n<ul>\n<li>item 2</li>\n</ul>\n\n<p>end</p>'
		],
		['an inline block', 'a {#if true}*b*{/if} c', '<p>a <em>b</em> c</p>'],
		['blocks alone on a line', '{#if true}{@html "<i>x</i>"}{/if}', '<i>x</i>'],
		['HTML of an expression', '{@html "<hr>"}', '<hr>'],
		[
			'a tag with an expression',
			'<div title={"a > b"}>\n\n*x*\n\n</div>',
			'<div title="a > b">\n<p><em>x</em></p>\n</div>'
		],
		[
			'an element that Markdown does not admit',
			'<button disabled={true}>go</button>',
			'<p><button disabled>go</button></p>'
		],
		[
			'a loop within HTML',
			'<ul>\n{#each ["a", "b"] as x}<li>{x}</li>{/each}\n</ul>',
			'<ul>\n<li>a</li><li>b</li>\n</ul>'
		],
		['escaped braces', '\\{a\\} &#123;b&#125; `{c}`', '<p>{a} {b} <code>{c}</code></p>'],
		['an unclosed brace', 'a { b\n\nc } d', '<p>a { b</p>\n<p>c } d</p>']
	])('%s', async (_what, source, expected) => {
		const { html, faults } = await render(source, 'svx');
		expect(faults).toEqual([]);
		expect(inOneSpelling((await svelteHtml([html]))[0]!)).toBe(expected);
	});

	it('never mistakes an author’s text for its own marker', async () => {
		const { html } = await render(
			'{1} \ufdd00\ufdd1 `<!--svelte:0-->` [x](#y "<!--0-->")\n\n## y',
			'svx'
		);
		expect(html.match(/\{1\}/g)).toHaveLength(1);
	});

	it('sanitizes the text around an expression', async () => {
		const { html } = await render(
			'<made-up>\n{1} <b>x</b> <iframe src="x"></iframe>\n</made-up>',
			'svx'
		);
		expect(html).not.toMatch(/<made-up|<iframe/);
		expect((await render('<made-up>\n{1}\n</made-up>', 'svx')).html).not.toContain('<made-up');
	});

	it('keeps components and the script as written', async () => {
		const script =
			'<script lang="ts">\n\timport Box from "./Box.svelte";\n\n\tconst rows = [{ a: 1 }];\n</script>';
		const { html, faults, sections } = await renderFile(
			`${script}\n\n## A\n\n<Box a={() => 1 > 2} b="c {rows}" {...rows}>\n\nText **inside**.\n\n</Box>\n\n<Box\n\tn={1}\n/>\ntext <Box.Inner /> here\n`,
			{ 'Box.svelte': '' },
			{ kind: 'svx' }
		);
		expect(faults).toEqual([]);
		expect(html).toContain(script);
		expect(html).toMatch(
			/<Box a=\{\(\) => 1 > 2\} b="c \{rows\}" \{\.\.\.rows\}>\n<p>Text <strong>inside<\/strong>\.<\/p>\n<\/Box>\n<Box\n\tn=\{1\}\n\/>\n<p>text <Box\.Inner \/> here<\/p>/
		);
		expect(sections.map(({ id, prose }) => [id, prose])).toEqual([
			['a', expect.stringMatching(/^\s*Text inside\.\s+text\s+here$/)]
		]);
	});

	it('spends no time on text that only looks like Svelte', async () => {
		const started = performance.now();
		for (const open of ['{', '{/*', '{"', '<A {', '<A b="', '{`${'])
			await render(open.repeat(Math.ceil(5_000 / open.length)), 'svx');
		expect(performance.now() - started).toBeLessThan(15_000);
	}, 60_000);
});
