import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pageIds } from '../../../../src/lib/content/markdown/page-ids.ts';
import { dotPng, renderFile } from './render-file.ts';

const files = { 'dot.png': dotPng, 'night.png': dotPng, 'notes.txt': 'x' };
const render = (source: string) => renderFile(source, files);
const html = async (source: string) => (await render(source)).html.trim();
const faults = async (source: string) =>
	(await render(source)).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);

describe('HTML that GitHub shows is rendered', () => {
	it.each([
		[
			'code with a pipe in a table',
			'| a |\n|-|\n| <code>a &#124; b</code> |',
			'<td><code>a | b</code></td>'
		],
		[
			'preformatted text',
			'<pre>\nkept   as   written\n\n*so*\n</pre>',
			'>kept   as   written\n\n*so*\n</pre>'
		],
		['a line break in capitals', 'one<BR>two', '<p>one<br>two</p>'],
		[
			'a link',
			'see <a href="../outbox/index.md#why">there</a>',
			'<a href="/x/backend/outbox/#why">there</a>'
		],
		[
			'a link to another site',
			'<a href="https://example.org/?a=1&amp;b=2">x</a>',
			'<a href="https://example.org/?a=1&#x26;b=2">x</a>'
		],
		['an old anchor', '<a name="old"></a>text', '<a id="old"></a>text'],
		[
			'ruby',
			'<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>',
			'<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>'
		],
		[
			'centered text',
			'<center>\n\n*x*\n\n</center>',
			'<div class="align-center">\n<p><em>x</em></p>\n</div>'
		],
		['alignment', '<p align="right">x</p>', '<p class="align-right">x</p>'],
		[
			'direction',
			'<div dir="rtl">\n\nفقرة\n\n</div>',
			'<div dir="rtl">\n<p dir="auto">فقرة</p>\n</div>'
		],
		['an id', '<div id="here">x</div>\n\n[y](#here)', '<div id="here">x</div>'],
		['a language', '<span lang="de">Größe</span>', '<span lang="de">Größe</span>'],
		[
			'a title with entities',
			'<abbr title="a &amp; &quot;b&quot;">c</abbr>',
			'<abbr title="a &#x26; &#x22;b&#x22;">c</abbr>'
		],
		['strikethrough and teletype', '<strike>a</strike> <tt>b</tt>', '<s>a</s> <code>b</code>'],
		[
			'a heading',
			'<h2>The <code>x</code></h2>',
			'<h2 id="the-x"><a href="#the-x">The <code>x</code></a></h2>'
		],
		['a centered heading', '<h3 align="center">X</h3>', '<h2 class="align-center" id="x">'],
		[
			'an image',
			'<img src="dot.png" width="30" alt="A dot">',
			'<figure class="image"><img src="/x/backend/ids/dot.png" width="30" height="20" alt="A dot"'
		],
		[
			'an image in a line',
			'a <img src="dot.png" alt="A dot"> b',
			'<p>a <img src="/x/backend/ids/dot.png" width="3" height="2" alt="A dot"'
		],
		[
			'an image in a centered paragraph',
			'<p align="center">\n  <img src="dot.png" alt="A dot">\n</p>',
			'<p class="align-center">\n  \n<img src="/x/backend/ids/dot.png"'
		],
		[
			'a table in its box',
			'<table><tr><th>a</th></tr><tr><td>1</td></tr></table>',
			'<div class="table" tabindex="0" role="group" aria-label="Table: a"><table>'
		],
		[
			'a table named by its caption',
			'<table><caption>Sizes</caption><tr><td>1</td></tr></table>',
			'aria-label="Sizes"'
		]
	])('%s', async (_what, source, expected) => {
		expect(await faults(source)).toEqual([]);
		expect(await html(source)).toContain(expected);
	});

	it('and its headings and images count as such', async () => {
		const { headings, assets, sections } = await render(
			'<h2>One</h2>\n\n<img src="dot.png" alt="A dot">'
		);
		expect(headings).toEqual([{ id: 'one', depth: 2, text: 'One' }]);
		expect(assets).toEqual(['dot.png']);
		expect(sections.at(-1)!.figures).toBeTruthy();
	});
});

describe('HTML that is not rendered is reported with a cure, and shown as text', () => {
	it.each([
		'text\n\n<div>\n<iframe src="https://example.org"></iframe>\n</div>',
		'<script>alert(1)</script>',
		'a <button>go</button>',
		'<svg><circle /></svg>',
		'<video src="x.mp4"></video>',
		'<font color="red">x</font>',
		'<h1 class="big">x</h1>',
		'<h2>\n\nx\n\n</h2>',
		'<sub onclick="x()" style="color:red">2</sub>',
		'<a href="x" target="_blank">x</a>'.replace('"x"', '"notes.txt"'),
		'<p align="justify">x</p>',
		'<p dir="up">x</p>',
		'<p id="related">x</p>',
		'<p id="a b">x</p>',
		'<p id="a">x</p>\n\n<p id="a">y</p>',
		'<img src="https://example.org/x.png" alt="x">',
		'<img src="dot.png">',
		'<img src="dot.png" alt="x" onerror="y()">',
		'<main>x</main>'
	])('%s', async (source) => {
		expect(await faults(source)).toMatchSnapshot();
	});

	it.each([
		'List<T> and Dictionary<string, List<T>>',
		'<DbContext>',
		'<T>',
		'List<object> and Task<input>',
		'a < b',
		'</nothing>',
		'<made-up>'
	])('%s is text and not a fault', async (source) => {
		expect(await faults(source)).toEqual([]);
		expect((await html(source)).replace(/<\/?p>/g, '').replaceAll('&#x3C;', '<')).toBe(source);
	});
});

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

/** 300 × 150 pixels, with an orientation in the EXIF data. */
const jpeg = (orientation: number) =>
	sharp({ create: { width: 300, height: 150, channels: 3, background: '#c30' } })
		.withMetadata({ orientation })
		.jpeg()
		.toBuffer();

const transparent = await sharp(dotPng).ensureAlpha(0.5).png().toBuffer();

describe('images', () => {
	it.each([
		[1, 300, 150],
		[6, 150, 300],
		[8, 150, 300]
	])('with EXIF orientation %i have the size as displayed', async (orientation, width, height) => {
		const { html: markup, faults: found } = await renderFile('![A phone](p.jpg)', {
			'p.jpg': await jpeg(orientation)
		});
		expect(found).toEqual([]);
		expect(markup).toContain(`width="${width}" height="${height}"`);
	});

	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path stroke="#000" d="M0 0 9 9"/></svg>';
	it.each([
		['a drawing', 'x.svg', svg, true],
		[
			'a drawing with its own dark colors',
			'x.svg',
			svg.replace('<path', '<style>@media (prefers-color-scheme:dark){}</style><path'),
			false
		],
		['a picture without transparency', 'x.png', dotPng, false],
		['a picture with transparency', 'x.png', transparent, true]
	])(
		'that may be transparent get a light background: %s',
		async (_what, name, bytes, isTransparent) => {
			const { html: markup } = await renderFile(`![x](${name})`, { [name]: bytes });
			expect(markup.includes('class="transparent"')).toBe(isTransparent);
		}
	);

	it.each([
		'![x](dot.png#only-light)\n![x](night.png#only-dark)',
		'![x](dot.png#gh-light-mode-only) ![x](night.png#gh-dark-mode-only)',
		'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="night.png">\n  <img src="dot.png" alt="x">\n</picture>'
	])('may differ by theme: %s', async (source) => {
		const { html: markup, assets, faults: found } = await render(source);
		expect(found).toEqual([]);
		expect(assets).toEqual(['dot.png', 'night.png']);
		expect(markup).toMatch(/^<figure class="image">/);
		expect(
			[...markup.matchAll(/<img src="([^"]*)"[^>]*class="([^"]*)"/g)].map(([, src, name]) => [
				src,
				name
			])
		).toEqual([
			['/x/backend/ids/dot.png', 'only-light'],
			['/x/backend/ids/night.png', 'only-dark']
		]);
	});

	it('and links may have any letters in their file names', async () => {
		const names = ['100%.png', 'my fig (1).png', 'größe.png'];
		for (const name of names) {
			const {
				html: markup,
				faults: found,
				assets
			} = await renderFile(
				`![x](<${encodeURIComponent(name)}>) [y](<${encodeURIComponent(name)}>)`,
				{ [name]: dotPng }
			);
			expect(found).toEqual([]);
			expect(assets).toEqual([name]);
			const address = `/x/backend/ids/${encodeURIComponent(name)}`;
			expect(markup).toContain(`src="${address}"`);
			expect(markup).toContain(`href="${address}"`);
		}
	});
});

describe('an anchor in front of a heading', () => {
	it('is dropped if the heading has the same id', async () => {
		const { html: markup, faults: found } = await render('<a name="setup"></a>\n\n## Setup\n');
		expect(found).toEqual([]);
		expect(markup.match(/id="setup"/g)).toHaveLength(1);
		expect(markup).toMatch(/<h2[^>]* id="setup"|<h2 id="setup"/);
	});
});
