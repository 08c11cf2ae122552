import { describe, expect, it } from 'vitest';
import { faults, html, render } from './render-html.ts';

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

describe('an anchor in front of a heading', () => {
	it('is dropped if the heading has the same id', async () => {
		const { html: markup, faults: found } = await render('<a name="setup"></a>\n\n## Setup\n');
		expect(found).toEqual([]);
		expect(markup.match(/id="setup"/g)).toHaveLength(1);
		expect(markup).toMatch(/<h2[^>]* id="setup"|<h2 id="setup"/);
	});
});
