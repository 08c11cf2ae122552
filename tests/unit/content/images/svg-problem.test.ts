import { describe, expect, it } from 'vitest';
import { svgProblem } from '../../../../src/lib/content/images/svg-problem.ts';

const drawing = (content: string, attributes = '') =>
	`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"${attributes}>\n${content}\n</svg>`;

describe('a drawing', () => {
	it.each([
		'<path d="M0 0 9 9" stroke="url(#ink)"/>',
		'<style>@media (prefers-color-scheme: dark) { path { stroke: url( "#ink" ) } }</style>',
		'<style><![CDATA[@font-face { src: url(data:font/woff2;base64,AA) }]]></style>',
		'<image xlink:href="data:image/png;base64,AA"/><use href="#a"/>',
		'<a href="https://example.org"><text>url(https://example.org) @import</text></a>',
		'<metadata xmlns:dc="http://purl.org/dc/"><dc:script/></metadata>',
		'<animate attributeName="x" values="0;9"/>',
		'<text class="once">on</text>'
	])('is harmless: %s', (content) => expect(svgProblem(drawing(content))).toBeUndefined());

	it('may have what drawing programs write', () => {
		const program = `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<!-- it -->\n`;
		const editor = ' content="&lt;mxfile&gt;url(https://example.org)" style="background: #fff"';
		expect(svgProblem(program + drawing('', editor))).toBeUndefined();
	});

	it.each([
		['<script>alert(1)</script>', 2, '<script>: scripts do not run in images; remove it'],
		['<g xmlns:s="http://www.w3.org/2000/svg">\n<s:script/></g>', 3, '<script>: scripts do not'],
		['<path onclick="alert(1)"/>', 2, 'the attribute onclick is a script; remove it'],
		['<path onLoad="alert(1)"/>', 2, 'the attribute onLoad is a script; remove it'],
		['<foreignObject/>', 2, '<foreignObject>: readers outside of browsers do not show it'],
		['<p xmlns="http://www.w3.org/1999/xhtml"/>', 2, '<p> is HTML; save the words as SVG text'],
		['<image href="https://example.org/a.png"/>', 2, 'it refers to "https://example.org/a.png"'],
		['<use xlink:href="other.svg#a"/>', 2, 'it refers to "other.svg#a"; put what it refers to'],
		['<use href="data:image/svg+xml,%3Csvg/%3E#a"/>', 2, 'it refers to "data:image/svg+xml'],
		['<a href=" java&#10;script:alert(1)"/>', 2, 'it refers to " java'],
		['<set attributeName="xlink:href" to="javascript:x"/>', 2, '<set> changes xlink:href'],
		['<set attributeName="onclick" to="x"/>', 2, '<set> changes onclick; remove it'],
		['<style>@import "a.css";</style>', 2, 'a style loads another file'],
		['<style>\n@im\\70ort "a.css";</style>', 3, 'a style loads another file'],
		['<path style="fill: URL( \'https://example.org/#a\')"/>', 2, 'a style loads another file'],
		['<path filter="ur\\6c(//example.org/#a)"/>', 2, 'a style loads another file'],
		['<path stroke="url(data:text/html,x)"/>', 2, 'a style loads another file'],
		['<path>', 3, 'unexpected close tag']
	])('is refused with its line: %s', (content, line, problem) => {
		expect(svgProblem(drawing(content))).toMatch(`is refused for line ${line}: ${problem}`);
	});

	it('is refused for what comes before it', () => {
		expect(svgProblem(`<!DOCTYPE svg [<!ENTITY a "b">]>${drawing('&a;')}`)).toContain(
			'it declares entities; save it without them'
		);
		expect(svgProblem(`<?xml-stylesheet href="a.css"?>${drawing('')}`)).toContain(
			'it loads a style sheet'
		);
		expect(svgProblem('<svg width="9" height="9"/>')).toContain(
			'it must begin with <svg xmlns="http://www.w3.org/2000/svg">'
		);
	});
});
