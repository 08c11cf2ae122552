import { describe, expect, it } from 'vitest';
import {
	byteLength,
	compressedSize,
	documentBytes,
	fileBytes,
	namedScripts,
	type TimedFile
} from '../../../content/frontend/one-article-one-file/page-bytes.ts';
import { DOMParser } from '../../dom-parser.ts';

const html =
	'<!doctype html><html><head><title>Naïve</title><script>let a</script>' +
	'<link rel="modulepreload" href="/app/start.js">' +
	'<script type="application/json" id="pageData">{"a":1}</script></head>' +
	'<body><main><div id="articleBody"><p>Ünïcode <b>text</b></p></div></main>' +
	'<script>import("/app/page.js")</script></body></html>';
const page = new DOMParser().parseFromString(html, 'text/html');

describe('a document', () => {
	it('is taken apart without remainder', () => {
		const parts = documentBytes(html, page, page.getElementById('articleBody')!);
		expect(Object.values(parts).reduce((sum, bytes) => sum + bytes)).toBe(byteLength(html));
		expect(parts).toMatchObject({
			text: byteLength('Ünïcode text'),
			markup: '<p><b></b></p>'.length,
			data: '{"a":1}'.length,
			inline: 'let aimport("/app/page.js")'.length
		});
	});

	it('names the scripts that it preloads and that its own scripts import', () => {
		expect(namedScripts(page, 'https://example.com/a/b/')).toEqual(
			new Set(['/app/start.js', '/app/page.js'])
		);
	});
});

const file = (path: string, facts: Partial<TimedFile> = {}): TimedFile => ({
	name: `https://example.com${path}`,
	transferSize: 400,
	encodedBodySize: 100,
	decodedBodySize: 300,
	workerStart: 0,
	...facts
});

describe('the files of a page', () => {
	const named = new Set(['/app/start.js']);

	it('are script that the document names, script loaded since, style, and others', () => {
		const files = ['/app/start.js', '/app/later.js', '/a.css', '/a.svg', '/a.png'].map((path) =>
			file(path)
		);
		expect(fileBytes(files, named)).toEqual({
			script: 300,
			later: 300,
			style: 300,
			other: 600,
			files: 5,
			compressed: 200,
			byWorker: 0,
			unknown: 0
		});
	});

	it('count once, however often they were asked for', () => {
		expect(fileBytes([file('/a.css'), file('/a.css')], named)).toMatchObject({
			style: 300,
			files: 1
		});
	});

	it('have no size on the network if a service worker answered', () => {
		const files = [file('/app/start.js', { workerStart: 12 }), file('/a.css')];
		expect(fileBytes(files, named)).toMatchObject({ compressed: null, byWorker: 1, script: 300 });
	});

	it('keep the size that they had on the network in the HTTP cache', () => {
		expect(compressedSize(file('/a.css', { transferSize: 0 }))).toBe(100);
	});

	it('are counted where the browser does not say their size', () => {
		const hidden = file('/a.css', { transferSize: 0, encodedBodySize: 0, decodedBodySize: 0 });
		expect(fileBytes([hidden], named)).toMatchObject({ unknown: 1, compressed: null, style: 0 });
	});
});
