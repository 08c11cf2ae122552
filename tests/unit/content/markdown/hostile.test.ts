/** One table: hostile sources with what becomes of each. */
import { fromHtml } from 'hast-util-from-html';
import { visit } from '../../../../src/lib/content/markdown/visit.ts';
import { describe, expect, it } from 'vitest';
import { dotPng, renderFile } from './render-file.ts';

const files = {
	'dot.png': dotPng,
	'notes.txt': 'x',
	'sample/a.txt': 'x',
	'sample/results/x.json': '{"a":1,"__proto__":{"b":2}}',
	'../secret.txt': 'hidden words',
	'secret.txt': 'hidden words'
};

/** What would be dangerous in an article: elements and attributes that act, URLs of active content. */
function dangersOf(html: string): string[] {
	const dangers: string[] = [];
	visit(fromHtml(html, { fragment: true }), 'element', ({ tagName, properties }) => {
		if (
			/^(?:script|iframe|object|embed|form|button|base|meta|link|style|math|foreignobject|animate|set|use|template)$/i.test(
				tagName
			)
		)
			dangers.push(`<${tagName}>`);
		if (tagName === 'input' && properties.type !== 'checkbox') dangers.push('<input>');
		for (const [name, value] of Object.entries(properties)) {
			if (/^on/i.test(name) || name === 'style' || name === 'srcDoc') dangers.push(name);
			const address = String(value).replace(/[\0-\x20]/g, '');
			if (
				/^(?:href|src|action|formAction|xLinkHref|data|poster|background)$/.test(name) &&
				/^(?:javascript|vbscript|data|blob|file):/i.test(address)
			)
				dangers.push(`${name}=${address}`);
			if (name === 'src' && !address.startsWith('/x/backend/ids/')) dangers.push(`src=${address}`);
		}
	});
	return dangers;
}

/** Source → the fault that is reported, or `null` if it becomes harmless text. */
const rows: [string, RegExp | null][] = [
	// Links that run code
	['[x](javascript:alert(1))', /"javascript:" link is not allowed/],
	['[x](JaVaScRiPt:alert(1))', /"javascript:" link/],
	['[x](java&#10;script:alert(1))', /"javascript:" link/],
	['[x](&#1;javascript:alert(1))', /leads nowhere/],
	['[x](&#x6A;avascript&colon;alert(1))', /"javascript:" link/],
	['[x](<java\tscript:alert(1)>)', /"javascript:" link/],
	['[x]: javascript:alert(1)\n\n[x]', /"javascript:" link/],
	['<javascript:alert(1)>', /"javascript:" link/],
	['[x](vbscript:msgbox(1))', /"vbscript:" link/],
	['[x](data:text/html,<script>1</script>)', null],
	['[x](data:text/html;base64,PHNjcmlwdD4=)', /"data:" link/],
	['[x](blob:https://example.org/1)', /"blob:" link/],
	['[x](file:///etc/passwd)', /"file:" link/],
	['[x](view-source:https://example.org)', /"view-source:" link/],
	['<a href="javascript:alert(1)">x</a>', /"javascript:" link/],
	['<a href="jav&#x61;script:alert(1)">x</a>', /"javascript:" link/],
	['<a href="java\nscript:alert(1)">x</a>', /"javascript:" link/],
	['<a href=" &#14; javascript:alert(1)">x</a>', /"javascript:" link/],
	['<A HREF="javascript:alert(1)">x</A>', null],
	['![x](javascript:alert(1))', /image .* does not exist/],
	['![x](data:image/svg+xml,<svg/onload=alert(1)>)', /image .* does not exist/],
	['<img src="javascript:alert(1)" alt="x">', /image .* does not exist/],
	['<img src="data:image/gif;base64,AA" alt="x">', /image .* does not exist/],
	// Event handlers
	['<img src=x onerror=alert(1)>', /<img> is not allowed/],
	['<img src="dot.png" alt="x" onload="alert(1)">', /<img> is not allowed/],
	['<p onclick="alert(1)">x</p>', /attribute onclick of <p> is not allowed/],
	['<p OnClIcK=alert(1)>x</p>', /attribute onclick of <p>/],
	['<b/onmouseover=alert(1)>x</b>', null],
	['<details ontoggle=alert(1) open>x</details>', /attribute ontoggle of <details>/],
	['<a href="notes.txt" onfocus="alert(1)" autofocus>x</a>', /attribute onfocus of <a>/],
	['<h1 onclick="alert(1)">x</h1>', /<h1> is not allowed/],
	['<td onpointerenter=alert(1)>x</td>', /attribute onpointerenter of <td>/],
	// Elements that run code
	['<script>alert(1)</script>', /<script> is not allowed/],
	['<SCRIPT>alert(1)</SCRIPT>', /<script> is not allowed/],
	['<scr<script>ipt>alert(1)</script>', null],
	['<script/src=//example.org/x.js></script>', null],
	['<svg onload=alert(1)>', /<svg> is not allowed/],
	['<svg><script>alert(1)</script></svg>', /<svg> is not allowed/],
	['<svg><animate onbegin=alert(1) attributeName=x /></svg>', /<svg> is not allowed/],
	[
		'<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
		/<iframe> is not allowed/
	],
	['<math><mtext><script>alert(1)</script></mtext></math>', /<math> is not allowed/],
	['<math href="javascript:alert(1)">x</math>', /<math> is not allowed/],
	['<iframe src="data:text/html,x"></iframe>', /<iframe> is not allowed/],
	['<iframe src="blob:https://example.org/1"></iframe>', /<iframe> is not allowed/],
	['<iframe srcdoc="<script>alert(1)</script>"></iframe>', /<iframe> is not allowed/],
	['<object data="data:text/html,x"></object>', /<object> is not allowed/],
	['<embed src="x.swf">', /<embed> is not allowed/],
	['<form action="javascript:alert(1)"><button>x</button></form>', /<form> is not allowed/],
	['<input autofocus onfocus=alert(1)>', /<input> is not allowed/],
	['<template><img src=x onerror=alert(1)></template>', /<template> is not allowed/],
	['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', /<noscript> is not allowed/],
	['<pre><xmp><script>alert(1)</script></xmp></pre>', /<script> is not allowed/],
	['<table><style><img src=x onerror=alert(1)></style></table>', /<style> is not allowed/],
	['<p title="a"onclick="alert(1)">x</p>', null],
	['<p title=`a` onclick=alert(1)>x</p>', null],
	['<base href="https://evil.example/">', /<base> is not allowed/],
	['<meta http-equiv="refresh" content="0;url=https://evil.example">', /<meta> is not allowed/],
	['<link rel="stylesheet" href="https://evil.example/x.css">', /<link> is not allowed/],
	// CSS that loads something
	['<style>@import url(https://evil.example/x.css)</style>', /<style> is not allowed/],
	['<p style="background:url(https://evil.example/x)">x</p>', /attribute style of <p>/],
	['<p style="behavior:expression(alert(1))">x</p>', /attribute style of <p>/],
	['<div style="position:fixed;inset:0">x</div>', /attribute style of <div>/],
	['<p class="page header">x</p>', /attribute class of <p>/],
	[
		'```mermaid alt="x"\nflowchart LR\nA --> B\nstyle A fill:url(https://evil.example)\n```',
		/not a plain color/
	],
	['```mermaid alt="x"\nflowchart LR\nA["<img src=x onerror=alert(1)>"] --> B\n```', null],
	[
		'```mermaid alt="x"\nflowchart LR\nA --> B\nclick A "javascript:alert(1)"\n```',
		/cannot have links/
	],
	[
		'```mermaid alt="x"\nflowchart LR\nA --> B\nclassDef x fill:red\n%%{init: {"securityLevel":"loose"}}%%\n```',
		null
	],
	// Entities and encodings
	['&lt;script&gt;alert(1)&lt;/script&gt;', null],
	['&#60;script&#62;alert(1)&#60;/script&#62;', null],
	['`<script>alert(1)</script>`', null],
	['\\<script>alert(1)\\</script>', null],
	['\u202e<script>alert(1)</script>', /<script> is not allowed/],
	['＜script＞alert(1)＜/script＞', null],
	['<!--><script>alert(1)</script>-->', null],
	['<![CDATA[<script>alert(1)</script>]]>', null],
	['<?php <script>alert(1)</script> ?>', /<script> is not allowed/],
	['```js "><script>alert(1)</script>\nx\n```', /is not supported/],
	['```"><img/src=x>\nx\n```', null],
	['```js caption="</figcaption><script>alert(1)</script>"\nx\n```', null],
	['![x](dot.png "</span><script>alert(1)</script>")', null],
	['[x](notes.txt "&quot; onclick=alert(1) &quot;")', null],
	['## <script>alert(1)</script>', /<script> is not allowed/],
	['[^x]\n\n[^x]: <script>alert(1)</script>', /<script> is not allowed/],
	['> [!NOTE] <img src=x onerror=alert(1)>\n> x', /<img> is not allowed/],
	['| <script>alert(1)</script> |\n|-|\n| x |', /<script> is not allowed/],
	// Ids that shadow the page's own
	['<a name="related"></a>', /is used by the page itself/],
	['<p id="pageContent">x</p>', /is used by the page itself/],
	['<p id="x" id="y" id="articleBody">x</p>', null],
	// Paths outside of the article's folder
	['![x](../secret.txt)', /does not exist/],
	['![x](..%2Fsecret.txt)', /does not exist/],
	['![x](a/../../secret.txt)', /does not exist/],
	['![x](/etc/passwd)', /does not exist/],
	['![x](//evil.example/x.png)', /is on another site/],
	['[x](../secret.txt)', /must lie in the article's own folder/],
	['[x](%2e%2e/secret.txt)', /must lie in the article's own folder/],
	['[x](a/..\\..\\secret.txt)', /leads nowhere/],
	['```text file=../secret.txt\n```', /is not in the article's sample/],
	['```text file=a/../../secret.txt\n```', /is not in the article's sample/],
	['```text file=%2e%2e/secret.txt\n```', /is not in the article's sample/],
	['```text file="C:\\\\windows\\\\win.ini"\n```', /is not in the article's sample/],
	[
		'```chart file=../secret.txt alt="x"\nrows: [{ label: a, value: /a }]\n```',
		/is not in the article's sample/
	],
	['[](sample/results/x.json#/__proto__/b)', null],
	['[](sample/results/x.json#/constructor)', /has no "constructor"/],
	['[](../secret.json#/a)', /does not exist/]
];

describe('hostile input is reported or harmless', () => {
	it.each(rows)('%s', async (source, reported) => {
		for (const kind of ['md', 'svx'] as const) {
			// An .svx file may contain code of its author.
			if (kind === 'svx' && /<script|<style|<A |[{}]/i.test(source)) continue;
			const { html, faults } = await renderFile(source, files, { kind, highlight: false });
			expect(dangersOf(html), kind).toEqual([]);
			expect(html).not.toContain('hidden words');
			if (reported) expect(faults.map(({ problem }) => problem).join('\n'), kind).toMatch(reported);
			else expect(faults.filter(({ problem }) => /cannot be rendered/.test(problem))).toEqual([]);
		}
	});
});

describe('excessive input is rendered in bounded time, or rejected', () => {
	const million = 1_000_000;
	it.each([
		['brackets', '['.repeat(million), /has 1000000 "\["/],
		['brackets and parentheses', '[a]('.repeat(million / 4), /has 250000 "\["/],
		['notes', '[^a]'.repeat(million / 4), /has 250000 "\["/],
		['stars', '**a'.repeat(million / 3), /"\*"/],
		['back-ticks', '`a'.repeat(million / 2), /"`"/],
		['braces', '{'.repeat(million), /characters without a blank line/],
		['one line of letters', 'a'.repeat(million), /characters without a blank line/],
		['tags that begin', '<a '.repeat(million / 3), /characters without a blank line/],
		['quotations within quotations', '>'.repeat(million), /nested 1000000 levels deep/],
		['quotations', '> a\n\n'.repeat(million / 5), /5000 quoted lines/],
		['lists within lists', '1) '.repeat(million / 3), /nested 333333 levels deep/],
		['tags within tags', '<b>'.repeat(200), null],
		['comments that begin', '<!-- '.repeat(10_000), null],
		['ampersands', '&'.repeat(100_000), null],
		['braces, in an article', '{'.repeat(100_000), null],
		['a line of a million letters in a fence', `\`\`\`\n${'['.repeat(million)}\n\`\`\``, null],
		['rules', '- - - '.repeat(16), null]
	])(
		'%s',
		async (_what, source, told) => {
			for (const kind of ['md', 'svx'] as const) {
				const started = performance.now();
				const { faults } = await renderFile(source, {}, { kind, highlight: false });
				expect(performance.now() - started, kind).toBeLessThan(20_000);
				if (told) expect(faults.map(({ problem }) => problem).join('\n')).toMatch(told);
				else expect(faults).toEqual([]);
			}
		},
		60_000
	);
});
